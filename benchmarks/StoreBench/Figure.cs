using SplitLearning.Benchmarks;

namespace StoreBench;

/// <summary>One line of the result.</summary>
/// <param name="Runs">In ascending order.</param>
/// <param name="Aim">Most that the median should be; null where none is set.</param>
/// <param name="Processor">
/// As the median, but of the processor time of this process, all cores together: neighbours change it little.
/// </param>
/// <param name="OthersBusyCores">Cores that other processes kept busy meanwhile.</param>
internal sealed record Figure(
    string Name, string Unit, double Median, IReadOnlyList<double> Runs, double? Aim, double Processor,
    double OthersBusyCores)
{
    public static async Task<Figure> MeasureAsync(
        string name, double? aim, int runs, Func<Task<double>> measureSeconds)
    {
        Progress.Tell(name);
        var neighbours = new Neighbours();
        var processor = new List<double>();
        var seconds = await Repeated.MeasureAsync(runs, digits: 3, async () =>
        {
            var before = Environment.CpuUsage.TotalTime;
            var elapsed = await measureSeconds();
            processor.Add((Environment.CpuUsage.TotalTime - before).TotalSeconds);
            return elapsed;
        });
        return new Figure(name, "s", seconds.Median, seconds.Runs, aim,
            Math.Round(MedianOf(processor.Skip(1)), 3), neighbours.BusyCores());
    }

    /// <summary>The middle one; of an even number the upper of both in the middle.</summary>
    public static double MedianOf(IEnumerable<double> figures) => Middle([.. figures.Order()]);

    private static double Middle(double[] sorted) => sorted[sorted.Length / 2];
}
