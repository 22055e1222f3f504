using SplitLearning.Data.Datasets;
using SplitLearning.Data.Stores;
using SplitLearning.Data.Stores.Import;
using SplitLearning.Data.Stores.Verification;
using SplitLearning.Models;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Programs;

/// <summary>What <c>splitlearning data</c> does with stores.</summary>
/// <param name="workload">Whose store.</param>
/// <param name="url">Where it is: see <see cref="ShardStores.Open"/>.</param>
internal sealed class StorePrograms(string workload, string url, ProcessScope process)
{
    // A list of half a million ids helps nobody.
    private const int ShownIds = 20;

    private readonly DatasetEntry _entry = DatasetCatalog.Find(workload)
        ?? throw new UnknownWorkloadException(workload, DatasetCatalog.All.Select(entry => entry.Workload));

    private TextWriter Out => process.Terminal.Out;

    /// <summary>Puts the files into the store; what is there already stays.</summary>
    /// <param name="options">Where the files are, and what happens at damaged ones.</param>
    public async Task ImportAsync(DatasetOptions options)
    {
        var source = Source(options);
        await using var store = ShardStores.Open(url, workload);
        foreach (var bad in source.Skipped)
            Out.WriteLine($"left out: {bad.File}{(bad.Row is { } row ? $", row {row}" : "")}: {bad.Reason}");
        var outcome = await new ShardImport(store, source, process.Clock)
            .RunAsync(new ImportLines(Out.WriteLine, process.Clock), process.Stop);
        Out.WriteLine(ImportLines.Of(store, outcome));
        Out.WriteLine($"Use them with --store {url}");
    }

    /// <summary>Compares the store with its manifest.</summary>
    /// <exception cref="NodeFailureException">Something is wrong, and was not to be repaired.</exception>
    public async Task VerifyAsync()
    {
        await using var store = ShardStores.Open(url, workload);
        var findings = await VerifiedAsync(store);
        if (findings.Any(finding => !finding.IsClean))
            throw new NodeFailureException(ExitCode.Data,
                $"{store.Description} is not what was imported; --repair --from DIR mends it.");
    }

    /// <summary>Compares the store with its manifest and fetches anew what is wrong.</summary>
    public async Task RepairAsync(DatasetOptions options)
    {
        await using var store = ShardStores.Open(url, workload);
        var findings = await VerifiedAsync(store);
        if (findings.All(finding => finding.IsClean) && await IsCompleteAsync(store))
            return;
        var outcome = await StoreVerification.RepairAsync(
            store, findings, Source(options), process.Clock, process.Stop);
        Out.WriteLine(ImportLines.Of(store, outcome));
        if ((await VerifiedAsync(store)).Any(finding => !finding.IsClean))
            throw new NodeFailureException(ExitCode.Storage,
                $"{store.Description} is damaged again right after its repair; look after the disk.");
    }

    /// <summary>Writes every sample as a file.</summary>
    /// <param name="folder">Gets a folder for training and one for testing, unless names say it.</param>
    public async Task ExportAsync(string folder)
    {
        await using var store = ShardStores.Open(url, workload);
        await StoreVerification.CheckAsync(store, workload, process.Stop);
        foreach (var (phase, name) in new[] { (Phase.Train, "train"), (Phase.Test, "test") })
        {
            var target = Path.Combine(folder, name);
            var count = 0;
            await Storage.GuardAsync(target, async () =>
                count = await store.DownloadAllAsync(phase, target, process.Stop));
            Out.WriteLine($"{Path.GetFullPath(target)}: {count} files");
        }
    }

    /// <summary>Removes everything that is in the store.</summary>
    public async Task DropAsync()
    {
        await using var store = ShardStores.Open(url, workload);
        var count = await store.CountAsync(Phase.Train, process.Stop)
            + await store.CountAsync(Phase.Test, process.Stop);
        await store.DropAsync(process.Stop);
        Out.WriteLine($"{store.Description}: {count} samples removed");
    }

    private SampleSource Source(DatasetOptions options) => SampleSource.Find(_entry, options)
        ?? throw new DatasetException($"No files of {workload} are found; name their folder with --from");

    private async Task<IReadOnlyList<PhaseFindings>> VerifiedAsync(IShardStore store)
    {
        var findings = await StoreVerification.VerifyAsync(store, process.Stop);
        foreach (var finding in findings)
        {
            Out.WriteLine($"{(finding.Phase == Phase.Train ? "train" : "test"),-6}{finding.Count,9} samples: "
                + (finding.IsClean ? "all as imported" : "NOT as imported"));
            Write("missing", finding.Missing);
            Write("extra", finding.Extra);
            Write("changed", finding.Changed);
            if (finding.HashDiffers)
                Out.WriteLine("  replaced together with their hashes: which ones cannot be told");
        }

        return findings;
    }

    private async Task<bool> IsCompleteAsync(IShardStore store) =>
        await store.ReadManifestAsync(process.Stop) is { IsComplete: true };

    private void Write(string what, IReadOnlyList<int> ids)
    {
        if (ids.Count > 0)
            Out.WriteLine($"  {what,-8}{ids.Count,7}: ID {string.Join(", ", ids.Take(ShownIds))}"
                + (ids.Count > ShownIds ? ", ..." : ""));
    }
}
