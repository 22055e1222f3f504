namespace SplitLearning.Models.Federated.Methods;

/// <summary>Weights from 0 whose sum is 1.</summary>
internal static class Simplex
{
    /// <summary>The nearest point of the simplex.</summary>
    /// <remarks>
    /// Source: Duchi, Shalev-Shwartz, Singer and Chandra, "Efficient projections onto the l1-ball", ICML 2008.
    /// </remarks>
    public static double[] Project(double[] values)
    {
        var (sum, shift) = (0.0, 0.0);
        foreach (var (position, value) in values.OrderDescending().Index())
        {
            sum += value;
            var candidate = (sum - 1) / (position + 1);
            if (value > candidate)
                shift = candidate;
        }

        return Array.ConvertAll(values, value => Math.Max(0, value - shift));
    }
}
