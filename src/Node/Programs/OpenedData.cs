using SplitLearning.Data.Datasets;
using SplitLearning.Data.Datasets.Stored;
using SplitLearning.Data.Stores;
using SplitLearning.Data.Stores.Import;
using SplitLearning.Data.Stores.Verification;
using SplitLearning.Models.Training;
using SplitLearning.Models.Workloads;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Programs;

/// <summary>A run's data, and the store that they are read from, if they are.</summary>
internal sealed class OpenedData(IDataset dataset, IShardStore? store) : IAsyncDisposable
{
    public IDataset Dataset { get; } = dataset;

    /// <summary>Opens files, or a store, which is completed first where an import has not ended.</summary>
    /// <param name="display">Told how an import goes on.</param>
    /// <exception cref="DatasetException">The files are missing or damaged.</exception>
    /// <exception cref="StoreException">The store cannot be used, or completed, as files are missing.</exception>
    public static async Task<OpenedData> OpenAsync(
        Workload workload, DatasetOptions options, IRunRecorder display, ProcessScope process)
    {
        if (options.Store is not { } url)
            return new OpenedData(workload.OpenDataset(options), store: null);
        var store = ShardStores.Open(url, workload.Name);
        try
        {
            var entry = DatasetCatalog.Find(workload.Name)!;
            await CompleteAsync(store, entry, options, display, process);
            return new OpenedData(await StoredDataset.OpenAsync(store, entry, options, process.Stop), store);
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => store?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static async Task CompleteAsync(
        IShardStore store, DatasetEntry entry, DatasetOptions options, IRunRecorder display, ProcessScope process)
    {
        try
        {
            await StoreVerification.CheckAsync(store, entry.Workload, process.Stop);
        }
        catch (StoreException gap) when (gap.Problem is StoreProblem.Incomplete or StoreProblem.Damaged)
        {
            var source = SampleSource.Find(entry, options) ?? throw new StoreException(gap.Problem,
                $"{gap.Message}; name the folder of the files with --data, or import them with "
                + $"'splitlearning data import {entry.Workload}'", gap);
            display.Record(new Notice($"{gap.Message}: importing what is missing."));
            var outcome = await new ShardImport(store, source, process.Clock).RunAsync(
                new ImportLines(line => display.Record(new Notice(line)), process.Clock), process.Stop);
            display.Record(new Notice(ImportLines.Of(store, outcome)));
        }
    }
}
