using System.Diagnostics;
using SplitLearning.Data.Stores.Import;
using SplitLearning.Data.Stores.Verification;

namespace StoreBench;

/// <summary>Filling a store from files, and comparing all of it with its manifest.</summary>
internal static class Imports
{
    /// <returns>Each run fills a new store; the last one stays.</returns>
    public static async Task<Figure> MeasureAsync(Workplace place, string workload, double aim, int runs)
    {
        ImportOutcome? last = null;
        var figure = await Figure.MeasureAsync($"import {workload}", aim, runs, async () =>
        {
            (last, var seconds) = await place.ImportAsync(workload);
            return seconds;
        });
        return figure with
        {
            Name = $"{figure.Name}, {last!.Added} samples, {last.Bytes / 1e6:0} MB",
        };
    }

    public static Task<Figure> VerifyAsync(Workplace place, string workload, int runs) =>
        Figure.MeasureAsync($"verify {workload}", aim: null, runs, async () =>
        {
            var started = Stopwatch.GetTimestamp();
            await using var store = place.OpenStore(workload);
            var findings = await StoreVerification.VerifyAsync(store);
            return findings.All(finding => finding.IsClean)
                ? Stopwatch.GetElapsedTime(started).TotalSeconds
                : throw new InvalidOperationException($"{store.Description} is not what was imported");
        });
}
