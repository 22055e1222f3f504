using System.Diagnostics;
using System.Globalization;

namespace StoreBench;

/// <summary>What else the machine does while something is measured.</summary>
internal sealed class Neighbours
{
    private const string Machine = "/proc/stat";

    // Linux counts the processors' time in hundredths of a second, whatever the kernel's own clock is.
    private const double TicksASecond = 100;

    // Of the first line: user, nice, system, idle, waiting for the disk, interrupts, soft interrupts, stolen.
    private static readonly int[] Busy = [1, 2, 3, 6, 7, 8];

    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly double _others = OthersSeconds();

    /// <returns>Cores that other processes kept busy since this object was made, on average.</returns>
    public double BusyCores() => Math.Round(
        Math.Max(0, OthersSeconds() - _others) / Stopwatch.GetElapsedTime(_started).TotalSeconds, 2);

    private static double OthersSeconds()
    {
        var fields = File.ReadLines(Machine).First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Busy.Sum(field => double.Parse(fields[field], CultureInfo.InvariantCulture)) / TicksASecond
            - Environment.CpuUsage.TotalTime.TotalSeconds;
    }
}
