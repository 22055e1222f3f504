using SplitLearning.Data.Datasets;
using SplitLearning.Data.Partitioning;

namespace SplitLearning.Data.Tests.Partitioning;

/// <summary>The shares of classes against the moments of the Dirichlet distribution, over fixed seeds.</summary>
public sealed class ClassDealerTests
{
    private const int Draws = 4000;

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(20)]
    public void Shares_OverManyDraws_HaveMeanAndVarianceOfTheDistribution(double alpha)
    {
        int[] weights = [3, 2, 1];

        var draws = Enumerable.Range(0, Draws)
            .Select(seed => new ClassDealer(weights, alpha, classes: 1, seed).SharesOf(0)).ToArray();

        var total = alpha * weights.Length; // of the concentrations
        for (var agent = 0; agent < weights.Length; agent++)
        {
            var expected = weights[agent] / 6.0;
            var variance = expected * (1 - expected) / (total + 1);
            var mean = draws.Average(shares => shares[agent]);
            var found = draws.Average(shares => Math.Pow(shares[agent] - mean, 2));
            Assert.Equal(expected, mean, tolerance: 4 * Math.Sqrt(variance / Draws)); // four standard errors
            Assert.Equal(1, found / variance, tolerance: 0.1);
        }
    }

    [Fact]
    public void Shares_OfAnyConcentration_AreAWhole()
    {
        foreach (var alpha in (double[])[0.0001, 0.01, 1, 100, 1_000_000])
            foreach (var label in Enumerable.Range(0, 50))
            {
                var shares = new ClassDealer([1, 1, 10_000], alpha, classes: 50, seed: 7).SharesOf(label);

                Assert.Equal(1, shares.Sum(), tolerance: 1e-12);
                Assert.All(shares, share => Assert.InRange(share, 0, 1));
            }
    }

    [Fact]
    public void Shares_OfTheClasses_AreDrawnOneByOne()
    {
        var dealer = new ClassDealer([1, 1, 1], alpha: 1, classes: 2, seed: 7);

        Assert.NotEqual(dealer.SharesOf(0), dealer.SharesOf(1));
        Assert.Equal(dealer.SharesOf(0), dealer.SharesOf(0));
    }

    [Fact]
    public void Deal_BothPhases_FollowTheSameShares()
    {
        var labels = Enumerable.Range(0, 3000).Select(i => (byte)(i % 3)).ToArray();
        var data = new LabelledSamples { Train = labels, Test = labels[..900], Classes = 3 };
        var dealer = new ClassDealer([2, 1], alpha: 0.5, classes: 3, seed: 7);

        var ownersOf = dealer.Of(data);

        foreach (var phase in (Phase[])[Phase.Train, Phase.Test])
            for (var label = 0; label < 3; label++)
            {
                var owners = ownersOf(phase).Where((_, i) => labels[i] == label).ToArray();
                var first = owners.Count(owner => owner == 0);
                Assert.Equal(owners.Length * dealer.SharesOf(label)[0], first, tolerance: 0.500001);
            }
    }

    [Fact]
    public void Deal_SmallAlpha_LeavesMostAgentsWithFewClasses()
    {
        Assert.InRange(ClassesOfAnAgent(alpha: 0.05), 1, 3.5);
        Assert.InRange(ClassesOfAnAgent(alpha: 100), 9.9, 10);
    }

    /// <returns>On average; a class counts from a twentieth of its samples.</returns>
    private static double ClassesOfAnAgent(double alpha)
    {
        var dealer = new ClassDealer([1, 1, 1, 1, 1], alpha, classes: 10, seed: 7);
        return Enumerable.Range(0, 10).Sum(label => dealer.SharesOf(label).Count(share => share > 0.05)) / 5.0;
    }
}
