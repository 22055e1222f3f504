using SplitLearning.Data.Datasets.Mixture;
using SplitLearning.Models.Training;

namespace SplitLearning.Models.Tests.Federated;

/// <summary>How well clients found the shares that their samples were drawn with.</summary>
internal static class PiRecovery
{
    /// <summary>Pearson's correlation over all clients and learners; of the numberings of learners the best.</summary>
    public static double Correlation(MixtureTruth truth, IReadOnlyList<RoundClient> clients)
    {
        var components = Enumerable.Range(0, truth.Options.Components).ToArray();
        double[] shares = [.. truth.Weights.SelectMany(weights => weights)];
        return Permutations(components).Max(order => Pearson(
            [.. clients.OrderBy(client => client.Client).SelectMany(client => order.Select(m => client.Pi[m]))],
            shares));
    }

    public static double Pearson(double[] a, double[] b)
    {
        Assert.Equal(a.Length, b.Length);
        var (meanA, meanB) = (a.Average(), b.Average());
        var (both, squareA, squareB) = (0.0, 0.0, 0.0);
        foreach (var (x, y) in a.Zip(b, (x, y) => (x - meanA, y - meanB)))
            (both, squareA, squareB) = (both + x * y, squareA + x * x, squareB + y * y);
        return both / Math.Sqrt(squareA * squareB);
    }

    private static IEnumerable<int[]> Permutations(int[] items) => items.Length <= 1
        ? [items]
        : items.SelectMany(first => Permutations([.. items.Where(item => item != first)]), (first, rest) =>
            (int[])[first, .. rest]);
}
