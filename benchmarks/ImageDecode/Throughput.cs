using System.Diagnostics;
using SplitLearning.Data.Datasets.Folders;

namespace SplitLearning.Benchmarks.ImageDecode;

/// <summary>
/// From files to the bytes that are cached: read, decoded, resized. The system has the files in memory.
/// </summary>
/// <param name="Images">Read in one run.</param>
/// <param name="Pixels">Width and height of what comes out.</param>
internal sealed record Throughput(string Dataset, int Images, int Pixels, int Threads, Repeated ImagesPerSecond)
{
    private const int Runs = 5;

    public static async Task<Throughput> MeasureAsync(string home, ImageFolderKind kind, int threads)
    {
        var scan = FolderScan.Of(home, kind);
        var samples = scan.Train.Concat(scan.Test ?? []).ToArray();
        var pixels = new ImagePixels(home, kind);
        var limit = new ParallelOptions { MaxDegreeOfParallelism = threads };
        var rate = await Repeated.MeasureAsync(Runs, digits: 0, () =>
        {
            var started = Stopwatch.GetTimestamp();
            Parallel.ForEach(samples, limit, sample => pixels.Read(sample));
            return Task.FromResult(samples.Length / Stopwatch.GetElapsedTime(started).TotalSeconds);
        });
        return new Throughput(kind.Name, samples.Length, kind.Side, threads, rate);
    }
}
