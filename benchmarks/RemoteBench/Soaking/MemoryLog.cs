using System.Diagnostics;

namespace RemoteBench.Soaking;

/// <summary>Samples this process's memory once a second.</summary>
internal sealed class MemoryLog : IAsyncDisposable
{
    private const double Megabyte = 1e6;

    private readonly List<(double Minute, double Resident, double Heap)> samples = [];
    private readonly CancellationTokenSource ended = new();
    private readonly Task sampling;

    public MemoryLog() => sampling = SampleAsync();

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await sampling;
        ended.Dispose();
    }

    /// <summary>Of the samples behind the first fifth of the time, in which pools and caches fill.</summary>
    public Memory Summarize()
    {
        List<(double Minute, double Resident, double Heap)> settled;
        lock (samples) settled = [.. samples.Skip(samples.Count / 5)];
        return new Memory(
            Trend.Of([.. settled.Select(sample => (sample.Minute, sample.Resident))]),
            Trend.Of([.. settled.Select(sample => (sample.Minute, sample.Heap))]));
    }

    private async Task SampleAsync()
    {
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
        var started = Stopwatch.GetTimestamp();
        try
        {
            while (await second.WaitForNextTickAsync(ended.Token))
            {
                var sample = (
                    Stopwatch.GetElapsedTime(started).TotalMinutes,
                    Environment.WorkingSet / Megabyte,
                    GC.GetTotalMemory(forceFullCollection: false) / Megabyte);
                lock (samples) samples.Add(sample);
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }
}

internal sealed record Memory(Trend Resident, Trend Heap);

/// <summary>In MB; the slope by least squares, in MB/min.</summary>
/// <param name="Quarters">Their means: a leak grows from each to the next, the swing of the collector does not.</param>
internal sealed record Trend(double Mean, double Least, double Most, double Slope, IReadOnlyList<double> Quarters)
{
    public static Trend Of(IReadOnlyList<(double X, double Y)> points)
    {
        var (x, y) = (points.Average(point => point.X), points.Average(point => point.Y));
        var slope = points.Sum(point => (point.X - x) * (point.Y - y))
            / points.Sum(point => (point.X - x) * (point.X - x));
        return new Trend(
            Math.Round(y, 1), Math.Round(points.Min(point => point.Y), 1), Math.Round(points.Max(point => point.Y), 1),
            Math.Round(slope, 3),
            [.. points.Chunk((points.Count + 3) / 4).Select(q => Math.Round(q.Average(point => point.Y), 1))]);
    }
}
