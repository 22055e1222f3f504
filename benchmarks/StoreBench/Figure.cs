using SplitLearning.Benchmarks;

namespace StoreBench;

/// <summary>One line of the result.</summary>
/// <param name="Runs">In ascending order.</param>
/// <param name="Aim">Most that the median should be; null where none is set.</param>
/// <param name="OthersBusyCores">Cores that other processes kept busy meanwhile.</param>
internal sealed record Figure(
    string Name, string Unit, double Median, IReadOnlyList<double> Runs, double? Aim, double OthersBusyCores)
{
    public static async Task<Figure> MeasureAsync(
        string name, double? aim, int runs, Func<Task<double>> measureSeconds)
    {
        Progress.Tell(name);
        var neighbours = new Neighbours();
        var seconds = await Repeated.MeasureAsync(runs, digits: 3, measureSeconds);
        return new Figure(name, "s", seconds.Median, seconds.Runs, aim, neighbours.BusyCores());
    }
}
