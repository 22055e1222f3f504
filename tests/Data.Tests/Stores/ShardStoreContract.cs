using SplitLearning.Data.Datasets;
using SplitLearning.Data.Stores;

namespace SplitLearning.Data.Tests.Stores;

/// <summary>What holds for every store: each one has a class of tests that inherits these.</summary>
public abstract class ShardStoreContract : IAsyncLifetime
{
    private IShardStore _store = null!; // xunit calls InitializeAsync before each test

    /// <summary>Opens an empty store of the test's own.</summary>
    protected abstract IShardStore Open();

    public Task InitializeAsync()
    {
        _store = Open();
        return Task.CompletedTask;
    }

    public virtual async Task DisposeAsync() => await _store.DisposeAsync();

    [StoreFact]
    public async Task Empty_Asked_HasNothing()
    {
        Assert.Null(await _store.ReadManifestAsync());
        Assert.Equal(0, await _store.CountAsync(Phase.Train));
        Assert.Empty(await _store.ReadAllAsync(Phase.Train));
        Assert.Empty(await _store.ReadLabelsAsync(Phase.Test));
    }

    [StoreFact]
    public async Task Inserted_ReadAll_AllByAscendingIdWithEverything()
    {
        var samples = Samples.Range(1, 300);

        await _store.InsertAsync(Phase.Train, [.. samples.Reverse()]);

        var read = await _store.ReadAllAsync(Phase.Train);
        Assert.Equal(samples.Select(Shown), read.Select(Shown));
        Assert.All(read, sample => Assert.True(sample.IsIntact));
        Assert.Equal(300, await _store.CountAsync(Phase.Train));
    }

    [StoreFact]
    public async Task Inserted_OtherPhase_IsEmpty()
    {
        await _store.InsertAsync(Phase.Train, Samples.Range(1, 3));

        Assert.Equal(0, await _store.CountAsync(Phase.Test));
        Assert.Empty(await _store.ReadAllAsync(Phase.Test));
    }

    [StoreFact]
    public async Task LargeSample_Read_IsTheSame()
    {
        var image = Samples.Of(1, label: 2, "train/CNV/CNV-1-1.jpeg", size: 300_000);

        await _store.InsertAsync(Phase.Train, [image]);

        Assert.Equal(Shown(image), Shown(Assert.Single(await _store.ReadAllAsync(Phase.Train))));
        Assert.Equal(300_000, Assert.Single(await Entries(Phase.Train)).Bytes);
    }

    [StoreFact]
    public async Task Inserted_AgainWithOtherContent_FirstStays()
    {
        await _store.InsertAsync(Phase.Train, [Samples.Of(1, label: 1)]);

        await _store.InsertAsync(Phase.Train, [Samples.Of(1, label: 2), Samples.Of(2, label: 2)]);

        Assert.Equal([1, 2], (await _store.ReadLabelsAsync(Phase.Train)).Select(label => (int)label));
    }

    [StoreFact]
    public async Task Inserted_ReadBatch_InTheOrderAskedFor()
    {
        await _store.InsertAsync(Phase.Train, Samples.Range(1, 20));

        var batch = await _store.ReadBatchAsync(Phase.Train, new[] { 17, 3, 20, 1 });

        Assert.Equal([17, 3, 20, 1], batch.Select(sample => sample.Id));
        Assert.Equal(Shown(Samples.Range(17, 1)[0]), Shown(batch[0]));
    }

    [StoreFact]
    public async Task ReadBatch_IdThatIsNotThere_NamesIt()
    {
        await _store.InsertAsync(Phase.Test, Samples.Range(1, 2));

        var missing = await Assert.ThrowsAsync<StoreException>(
            () => _store.ReadBatchAsync(Phase.Test, new[] { 1, 7 }));

        Assert.Equal(StoreProblem.Damaged, missing.Problem);
        Assert.Contains("sample 7 of test_data_labels", missing.Message, StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task Inserted_Queried_OnlyWhatFits()
    {
        await _store.InsertAsync(Phase.Train, Samples.Range(1, 300));

        Assert.Equal([3, 6, 9], await Ids(new SampleQuery { Label = 0, LastId = 10 }));
        Assert.Equal([299, 300], await Ids(new SampleQuery { FirstId = 299 }));
        Assert.Equal([200], await Ids(new SampleQuery { FileName = "class-2/200.png" }));
        Assert.Equal(100, (await Ids(new SampleQuery { Label = 1 })).Count);
        Assert.Empty(await Ids(new SampleQuery { Label = 1, FileName = "class-2/200.png" }));
    }

    [StoreFact]
    public async Task Inserted_Entries_AllButTheContent()
    {
        await _store.InsertAsync(Phase.Train, Samples.Range(5, 1));

        var entry = Assert.Single(await Entries(Phase.Train));

        Assert.Equal((5, 2, "class-2/5.png", 4L), (entry.Id, entry.Label, entry.FileName, entry.Bytes));
        Assert.Equal(Samples.Range(5, 1)[0].ContentHash.ToArray(), entry.ContentHash.ToArray());
    }

    [StoreFact]
    public async Task Deleted_Read_OthersStay()
    {
        await _store.InsertAsync(Phase.Train, Samples.Range(1, 5));

        await _store.DeleteAsync(Phase.Train, new[] { 2, 4, 99 });

        Assert.Equal([1, 3, 5], await Ids(SampleQuery.All));
    }

    [StoreFact]
    public async Task AllDeleted_Read_OtherPhaseAndManifestStay()
    {
        await _store.InsertAsync(Phase.Train, Samples.Range(1, 5));
        await _store.InsertAsync(Phase.Test, Samples.Range(1, 2));
        await _store.WriteManifestAsync(Samples.Manifest(5, 2));

        await _store.DeleteAllAsync(Phase.Train);

        Assert.Equal(0, await _store.CountAsync(Phase.Train));
        Assert.Equal(2, await _store.CountAsync(Phase.Test));
        Assert.NotNull(await _store.ReadManifestAsync());
    }

    [StoreFact]
    public async Task Dropped_Read_NothingIsLeftAndItCanBeFilledAnew()
    {
        await _store.InsertAsync(Phase.Train, Samples.Range(1, 5));
        await _store.WriteManifestAsync(Samples.Manifest(5, 0));

        await _store.DropAsync();

        Assert.Null(await _store.ReadManifestAsync());
        Assert.Equal(0, await _store.CountAsync(Phase.Train));
        await _store.InsertAsync(Phase.Train, Samples.Range(1, 1));
        Assert.Equal(1, await _store.CountAsync(Phase.Train));
    }

    [StoreFact]
    public async Task Manifest_WrittenTwice_LastOneIsRead()
    {
        await _store.WriteManifestAsync(Samples.Manifest(5, 2));
        var complete = Samples.Manifest(6, 2) with { TrainSha256 = "a", TestSha256 = "b" };

        await _store.WriteManifestAsync(complete);

        Assert.Equal(complete, await _store.ReadManifestAsync());
    }

    [StoreFact]
    public async Task Inserted_Downloaded_FilesByTheirNamesOrIds()
    {
        using var folder = new TemporaryFolder();
        await _store.InsertAsync(Phase.Train, [Samples.Of(1, 2, "train/cat/0000.jpg"), Samples.Of(2, 1)]);

        Assert.Equal(2, await _store.DownloadAllAsync(Phase.Train, folder.Path));

        Assert.Equal(Samples.Of(1).Data, await File.ReadAllBytesAsync(Path.Combine(folder.Path, "train/cat/0000.jpg")));
        Assert.Equal(Samples.Of(2).Data, await File.ReadAllBytesAsync(Path.Combine(folder.Path, "1/2.bin")));
    }

    [StoreFact]
    public async Task NameThatLeadsOut_Downloaded_IsRefused()
    {
        using var folder = new TemporaryFolder();
        await _store.InsertAsync(Phase.Train, [Samples.Of(1, 0, "../outside.png")]);

        var refused = await Assert.ThrowsAsync<StoreException>(
            () => _store.DownloadAllAsync(Phase.Train, Path.Combine(folder.Path, "inside")));

        Assert.Contains("'../outside.png'", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder.Path, "outside.png")));
    }

    [StoreFact]
    public async Task Cancelled_Asked_Stops()
    {
        using var stopped = new CancellationTokenSource();
        await _store.InsertAsync(Phase.Train, Samples.Range(1, 5));
        await stopped.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _store.InsertAsync(Phase.Train, Samples.Range(6, 1), stopped.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _store.ReadAllAsync(Phase.Train, stopped.Token));
        Assert.Equal(5, await _store.CountAsync(Phase.Train));
    }

    private static (int, byte, string, string, string) Shown(StoredSample sample) => (sample.Id, sample.Label,
        sample.FileName, Convert.ToHexString(sample.Data), Convert.ToHexString(sample.ContentHash.Span));

    private async Task<IReadOnlyList<int>> Ids(SampleQuery query) =>
        await _store.FindAsync(Phase.Train, query).Select(sample => sample.Id).ToListAsync();

    private async Task<IReadOnlyList<SampleEntry>> Entries(Phase phase) =>
        await _store.ReadEntriesAsync(phase).ToListAsync();
}
