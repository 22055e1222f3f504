using System.Diagnostics;
using SplitLearning.Data.Datasets;
using SplitLearning.Data.Datasets.Synthetic.OnDisk;
using SplitLearning.Data.Stores;
using SplitLearning.Data.Stores.Import;

namespace StoreBench;

/// <summary>A temporary folder with the stores and, where none were named, drawn files; removed at the end.</summary>
internal sealed class Workplace(Options options) : IDisposable
{
    private const int TestShare = 6; // MNIST has six training samples for one to test with

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("store-bench-");

    /// <summary>How a dataset is opened from its files.</summary>
    public DatasetOptions Files(string workload) => new() { Folder = options.Data ?? FolderOf(workload) };

    /// <summary>Draws a dataset's files, unless a folder was named.</summary>
    public void Draw(string workload)
    {
        if (options.Data is not null)
            return;
        Progress.Tell($"{workload}: drawing");
        var (train, test) = workload == "mnist"
            ? (options.Samples, options.Samples / TestShare)
            : (options.Scans - options.Scans / TestShare, options.Scans / TestShare);
        SyntheticFiles.Write(workload, FolderOf(workload), train, test, SyntheticFiles.DefaultSeed(workload));
    }

    public IShardStore OpenStore(string workload) => ShardStores.Open($"sqlite:{StoresOf(workload)}", workload);

    /// <summary>Imports a dataset into a new store, in place of the one before.</summary>
    /// <returns>What was imported, and the seconds from the reading of the files to the closed store.</returns>
    public async Task<(ImportOutcome Outcome, double Seconds)> ImportAsync(string workload)
    {
        if (Directory.Exists(StoresOf(workload)))
            Directory.Delete(StoresOf(workload), recursive: true);
        var started = Stopwatch.GetTimestamp();
        var source = SampleSource.Find(DatasetCatalog.Find(workload)!, Files(workload))!;
        ImportOutcome outcome;
        await using (var store = OpenStore(workload))
            outcome = await new ShardImport(store, source, TimeProvider.System).RunAsync();
        return (outcome, Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string FolderOf(string workload) => Path.Combine(_folder.FullName, workload);

    private string StoresOf(string workload) => Path.Combine(_folder.FullName, "stores", workload);
}
