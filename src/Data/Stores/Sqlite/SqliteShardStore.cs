using System.Runtime.CompilerServices;
using SplitLearning.Data.Datasets;

namespace SplitLearning.Data.Stores.Sqlite;

/// <summary>A dataset in one SQLite file, with nothing to install.</summary>
/// <remarks>
/// The file has a write-ahead log: readers and a writer do not wait for each other, and writers wait in line, in this
/// process and in others. SQLite works on the caller's thread, so each piece of work goes to the pool; large answers
/// are read in pages, between which nothing is held.
/// </remarks>
internal sealed class SqliteShardStore : IShardStore
{
    // A page of images of 100 KB is 12 MB.
    private const int SamplesAPage = 128;
    private const int EntriesAPage = 4096;

    private readonly SqliteFile _file;
    private readonly SqliteReaders _readers;
    private readonly SqliteWriter _writer;

    public SqliteShardStore(string path)
    {
        _file = new SqliteFile(path);
        _readers = new SqliteReaders(_file);
        _writer = new SqliteWriter(_file);
    }

    public string Description => _file.Description;

    public Task<StoreManifest?> ReadManifestAsync(CancellationToken cancellation) => !_file.Exists
        ? Task.FromResult<StoreManifest?>(null)
        : _readers.UseAsync(reader => reader.ReadManifest(), cancellation);

    public Task WriteManifestAsync(StoreManifest manifest, CancellationToken cancellation) =>
        _writer.UseAsync(writer => writer.WriteManifest(manifest), cancellation);

    public Task<int> CountAsync(Phase phase, CancellationToken cancellation) => !_file.Exists
        ? Task.FromResult(0)
        : _readers.UseAsync(reader => reader.Count(phase), cancellation);

    public Task InsertAsync(Phase phase, IReadOnlyList<StoredSample> samples, CancellationToken cancellation) =>
        _writer.UseAsync(writer => writer.Insert(phase, samples), cancellation);

    public IAsyncEnumerable<SampleEntry> ReadEntriesAsync(Phase phase, CancellationToken cancellation) =>
        PagesAsync(
            from => _readers.UseAsync(reader => reader.Entries(phase, from, EntriesAPage), cancellation),
            entry => entry.Id, EntriesAPage, cancellation);

    public IAsyncEnumerable<StoredSample> FindAsync(Phase phase, SampleQuery query, CancellationToken cancellation)
    {
        var first = query.FirstId ?? 1;
        return PagesAsync(
            from => _readers.UseAsync(
                reader => reader.Samples(phase, query with { FirstId = Math.Max(first, from) }, SamplesAPage),
                cancellation),
            sample => sample.Id, SamplesAPage, cancellation);
    }

    public Task<IReadOnlyList<StoredSample>> ReadBatchAsync(
        Phase phase, ReadOnlyMemory<int> ids, CancellationToken cancellation) =>
        _readers.UseAsync(reader => reader.Batch(phase, ids.Span), cancellation);

    public Task DeleteAsync(Phase phase, ReadOnlyMemory<int> ids, CancellationToken cancellation) =>
        _writer.UseAsync(writer => writer.Delete(phase, ids.Span), cancellation);

    public Task DeleteAllAsync(Phase phase, CancellationToken cancellation) =>
        _writer.UseAsync(writer => writer.DeleteAll(phase), cancellation);

    public Task DropAsync(CancellationToken cancellation) =>
        _writer.UseAsync(writer => writer.Drop(), cancellation);

    public async ValueTask DisposeAsync()
    {
        _readers.Dispose();
        await _writer.DisposeAsync();
    }

    // Each page begins behind the last id of the one before: what others insert or delete meanwhile shifts nothing.
    private async IAsyncEnumerable<T> PagesAsync<T>(
        Func<int, Task<IReadOnlyList<T>>> read, Func<T, int> idOf, int size,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (!_file.Exists)
            yield break;
        var from = 1;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var page = await read(from);
            foreach (var item in page)
                yield return item;
            if (page.Count < size || idOf(page[^1]) == int.MaxValue)
                yield break;
            from = idOf(page[^1]) + 1;
        }
    }
}
