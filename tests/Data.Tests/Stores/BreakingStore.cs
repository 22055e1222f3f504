using SplitLearning.Data.Datasets;
using SplitLearning.Data.Stores;

namespace SplitLearning.Data.Tests.Stores;

/// <summary>A store that does so many writes and then no more.</summary>
internal sealed class BreakingStore(IShardStore inner, int writes) : IShardStore
{
    private int _left = writes;

    public string Description => inner.Description;

    public Task<StoreManifest?> ReadManifestAsync(CancellationToken cancellation) =>
        inner.ReadManifestAsync(cancellation);

    public Task WriteManifestAsync(StoreManifest manifest, CancellationToken cancellation) =>
        // That an import has begun is no part of the count: before it there is nothing to go on with.
        manifest.IsComplete ? throw new IOException("broken") : inner.WriteManifestAsync(manifest, cancellation);

    public Task<int> CountAsync(Phase phase, CancellationToken cancellation) => inner.CountAsync(phase, cancellation);

    public Task InsertAsync(Phase phase, IReadOnlyList<StoredSample> samples, CancellationToken cancellation) =>
        _left-- > 0 ? inner.InsertAsync(phase, samples, cancellation) : throw new IOException("broken");

    public IAsyncEnumerable<SampleEntry> ReadEntriesAsync(Phase phase, CancellationToken cancellation) =>
        inner.ReadEntriesAsync(phase, cancellation);

    public IAsyncEnumerable<StoredSample> FindAsync(Phase phase, SampleQuery query, CancellationToken cancellation) =>
        inner.FindAsync(phase, query, cancellation);

    public Task<IReadOnlyList<StoredSample>> ReadBatchAsync(
        Phase phase, ReadOnlyMemory<int> ids, CancellationToken cancellation) =>
        inner.ReadBatchAsync(phase, ids, cancellation);

    public Task DeleteAsync(Phase phase, ReadOnlyMemory<int> ids, CancellationToken cancellation) =>
        inner.DeleteAsync(phase, ids, cancellation);

    public Task DeleteAllAsync(Phase phase, CancellationToken cancellation) =>
        inner.DeleteAllAsync(phase, cancellation);

    public Task DropAsync(CancellationToken cancellation) => inner.DropAsync(cancellation);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
