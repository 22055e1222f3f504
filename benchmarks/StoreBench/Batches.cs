using System.Diagnostics;
using SplitLearning.Data.Datasets;

namespace StoreBench;

/// <summary>Batches of random samples straight from the store; the system has its file in memory.</summary>
internal static class Batches
{
    private const int Size = 64;
    private const int WarmUp = 50;
    private const double Aim = 2;
    private static readonly double[] Shown = [0, 0.01, 0.5, 0.99, 1];

    /// <returns>As runs, not all of them: least, first percentile, median, 99th percentile, most.</returns>
    public static async Task<Figure> MeasureAsync(Workplace place, string workload, int batches)
    {
        Progress.Tell($"batches of {workload}");
        await using var store = place.OpenStore(workload);
        var count = await store.CountAsync(Phase.Train);
        var random = new Random(1998); // the same ids each time
        var neighbours = new Neighbours();
        var milliseconds = new List<double>();
        for (var batch = -WarmUp; batch < batches; batch++)
        {
            var ids = Enumerable.Range(0, Size).Select(_ => 1 + random.Next(count)).ToArray();
            var started = Stopwatch.GetTimestamp();
            await store.ReadBatchAsync(Phase.Train, ids);
            if (batch >= 0)
                milliseconds.Add(Math.Round(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 3));
        }

        milliseconds.Sort();
        return new Figure($"batch of {Size} random ids of {count}, {batches} batches", "ms", milliseconds[batches / 2],
            [.. Shown.Select(share => milliseconds[Math.Min((int)(share * batches), batches - 1)])],
            Aim, neighbours.BusyCores());
    }
}
