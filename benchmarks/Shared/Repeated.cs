using System.Text.Encodings.Web;
using System.Text.Json;

namespace SplitLearning.Benchmarks;

/// <summary>A figure that was measured several times, after a run that only warms up.</summary>
/// <param name="Median">The one to quote.</param>
/// <param name="Runs">All of them, in ascending order.</param>
internal sealed record Repeated(double Median, IReadOnlyList<double> Runs)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // "<" as such: nobody makes a web page of it
    };

    /// <param name="digits">Behind the decimal point.</param>
    public static async Task<Repeated> MeasureAsync(int runs, int digits, Func<Task<double>> measure)
    {
        await measure(); // warm-up
        var figures = new List<double>();
        for (var run = 0; run < runs; run++) figures.Add(Math.Round(await measure(), digits));
        figures.Sort();
        return new Repeated(figures[runs / 2], figures);
    }

    public static void Print(IEnumerable<object> results) => Console.WriteLine(JsonSerializer.Serialize(results, Json));
}
