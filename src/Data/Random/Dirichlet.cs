namespace SplitLearning.Data.Random;

/// <summary>Draws from the Dirichlet distribution: parts of a whole.</summary>
/// <remarks>
/// Gamma draws, divided by their sum. In logarithms, as the draws of small concentrations are too small for doubles.
/// Source: Marsaglia and Tsang, "A simple method for generating gamma variables", ACM TOMS 26, 2000.
/// </remarks>
internal static class Dirichlet
{
    /// <param name="concentrations">Above 0; the mean of each part is in proportion to its own.</param>
    /// <returns>As many parts, each from 0 to 1; their sum is 1 but for rounding.</returns>
    public static double[] Draw(SeededRandom random, ReadOnlySpan<double> concentrations)
    {
        var parts = new double[concentrations.Length];
        for (var i = 0; i < parts.Length; i++)
            parts[i] = LogGamma(random, concentrations[i]);
        var largest = parts.Max();
        var sum = 0.0;
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = PortableMath.Exp(parts[i] - largest);
            sum += parts[i];
        }

        return Array.ConvertAll(parts, part => part / sum);
    }

    /// <summary>Logarithm of a draw from the gamma distribution of this shape and of scale 1.</summary>
    public static double LogGamma(SeededRandom random, double shape)
    {
        // G(a) is G(a + 1) times U^(1/a).
        if (shape < 1)
            return LogGamma(random, shape + 1) + PortableMath.Log(AboveZero(random)) / shape;
        var d = shape - 1.0 / 3;
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = Normal(random);
            var root = 1 + c * x;
            if (root <= 0)
                continue;
            var v = root * root * root;
            var logV = PortableMath.Log(v);
            if (PortableMath.Log(AboveZero(random)) < x * x / 2 + d - d * v + d * logV)
                return PortableMath.Log(d) + logV;
        }
    }

    /// <summary>Standard normal, by the polar method; that of the generator is not exact in its tails.</summary>
    private static double Normal(SeededRandom random)
    {
        while (true)
        {
            var (x, y) = (random.NextDouble(-1, 1), random.NextDouble(-1, 1));
            var square = x * x + y * y;
            if (square is > 0 and < 1)
                return x * Math.Sqrt(-2 * PortableMath.Log(square) / square);
        }
    }

    private static double AboveZero(SeededRandom random) => 1 - random.NextDouble();
}
