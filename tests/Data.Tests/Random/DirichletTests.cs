using SplitLearning.Data.Random;

namespace SplitLearning.Data.Tests.Random;

public sealed class DirichletTests
{
    private const int Draws = 20_000;

    [Theory]
    [InlineData(0.2)]
    [InlineData(1)]
    [InlineData(2.5)]
    [InlineData(40)]
    public void LogGamma_OverManyDraws_HasMeanVarianceAndSkewnessOfTheShape(double shape)
    {
        var random = SeededRandom.For(7, "gamma");

        var draws = Enumerable.Range(0, Draws).Select(_ => Math.Exp(Dirichlet.LogGamma(random, shape))).ToArray();

        var mean = draws.Average();
        var variance = draws.Average(draw => Math.Pow(draw - mean, 2));
        var skewness = draws.Average(draw => Math.Pow(draw - mean, 3)) / Math.Pow(variance, 1.5);
        Assert.Equal(1, mean / shape, tolerance: 4 / Math.Sqrt(Draws * shape));
        Assert.Equal(1, variance / shape, tolerance: 0.1);
        Assert.Equal(2 / Math.Sqrt(shape), skewness, tolerance: 0.2 / Math.Min(1, shape));
    }

    [Fact]
    public void Draw_TinyConcentrations_GivesAllToOne()
    {
        var random = SeededRandom.For(7, "tiny");

        for (var i = 0; i < 100; i++)
            Assert.Equal([0, 0, 1], Dirichlet.Draw(random, [1e-8, 1e-8, 1e-8]).Order());
    }

    [Fact]
    public void Draw_OfAStream_IsGolden() // ../Partitioning/golden/partitions.py
    {
        double[] expected = [0.04462661234219201, 0.06343712436092439, 0.8919362632968837];

        var parts = Dirichlet.Draw(SeededRandom.For(7, "golden"), [0.5, 1, 4]);

        Assert.All(parts.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, tolerance: 1e-14));
    }
}
