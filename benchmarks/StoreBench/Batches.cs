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

    /// <returns>
    /// As runs, not all of them: least, first percentile, median, 99th percentile, most. The processor's time is a
    /// mean, for it is counted coarsely.
    /// </returns>
    public static async Task<Figure> MeasureAsync(Workplace place, string workload, int batches)
    {
        Progress.Tell($"batches of {workload}");
        await using var store = place.OpenStore(workload);
        var count = await store.CountAsync(Phase.Train);
        var random = new Random(1998); // the same ids each time
        var neighbours = new Neighbours();
        var processor = TimeSpan.Zero;
        var milliseconds = new List<double>();
        for (var batch = -WarmUp; batch < batches; batch++)
        {
            var ids = Enumerable.Range(0, Size).Select(_ => 1 + random.Next(count)).ToArray();
            var before = Environment.CpuUsage.TotalTime;
            var started = Stopwatch.GetTimestamp();
            await store.ReadBatchAsync(Phase.Train, ids);
            var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            if (batch < 0)
                continue;
            milliseconds.Add(Math.Round(elapsed, 3));
            processor += Environment.CpuUsage.TotalTime - before;
        }

        milliseconds.Sort();
        return new Figure($"batch of {Size} random ids of {count}, {batches} batches", "ms", milliseconds[batches / 2],
            [.. Shown.Select(share => milliseconds[Math.Min((int)(share * batches), batches - 1)])],
            Aim, Math.Round(processor.TotalMilliseconds / batches, 3), neighbours.BusyCores());
    }
}
