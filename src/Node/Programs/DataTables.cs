using SplitLearning.Data.Datasets;
using SplitLearning.Data.Stores;
using SplitLearning.Data.Stores.Verification;
using SplitLearning.Node.Hosting;

namespace SplitLearning.Node.Programs;

/// <summary>Which data there are, as text for people.</summary>
internal static class DataTables
{
    /// <param name="folder">Null to look in the usual places.</param>
    public static void WriteAll(string? folder, TextWriter output)
    {
        WriteHead(output);
        foreach (var entry in DatasetCatalog.All)
            output.WriteLine(Line(entry, folder));
    }

    /// <summary>What the workloads' stores hold, by their manifests.</summary>
    public static async Task WriteStoresAsync(string url, TextWriter output, CancellationToken stop)
    {
        WriteHead(output);
        foreach (var entry in DatasetCatalog.All)
            output.WriteLine(await StoreLineAsync(entry, url, stop));
    }

    private static void WriteHead(TextWriter output) =>
        output.WriteLine($"{"workload",-10}{"training",9}{"testing",9}  data");

    private static async Task<string> StoreLineAsync(DatasetEntry entry, string url, CancellationToken stop)
    {
        try
        {
            await using var store = ShardStores.Open(url, entry.Workload);
            var manifest = await StoreVerification.CheckAsync(store, entry.Workload, stop);
            return Row(entry, $"{await store.CountAsync(Phase.Train, stop)}",
                $"{await store.CountAsync(Phase.Test, stop)}",
                $"{manifest?.Source ?? "of another program"}, in {store.Description}");
        }
        catch (StoreException failure)
        {
            return Row(entry, "-", "-", OneLine.Of(failure));
        }
    }

    // A dataset that is not there or damaged must not hide the others.
    private static string Line(DatasetEntry entry, string? folder)
    {
        try
        {
            if (DatasetLocator.OfProcess().Find(folder, entry.Form) is null)
                return Row(entry, "-", "-", "none found: a run would draw synthetic ones");
            var data = entry.Open(new DatasetOptions { Folder = folder });
            return Row(entry, $"{data.Count(Phase.Train)}", $"{data.Count(Phase.Test)}", data.Description);
        }
        catch (DatasetException failure)
        {
            return Row(entry, "-", "-", OneLine.Of(failure));
        }
    }

    private static string Row(DatasetEntry entry, string train, string test, string text) =>
        $"{entry.Workload,-10}{train,9}{test,9}  {text}";
}
