using SplitLearning.Models.Federated;

namespace SplitLearning.Models.Tests.Federated;

/// <summary>Numbers worked by hand: 3 clients, 2 learners, 4 samples.</summary>
public sealed class MixtureTests
{
    private static readonly float Ln3 = MathF.Log(3);

    public static TheoryData<double[], float[][], float[][], double[]> Clients => new()
    {
        // Even weights: a learner three times as likely gets three quarters.
        {
            [0.5, 0.5],
            [[0, Ln3, 1, 0], [Ln3, 0, 1, Ln3]],
            [[0.75f, 0.25f, 0.5f, 0.75f], [0.25f, 0.75f, 0.5f, 0.25f]],
            [0.5625, 0.4375]
        },
        // A weight of three quarters makes up for a likelihood of a third.
        {
            [0.25, 0.75],
            [[0, 0, 2, 0], [Ln3, 0, 2 + Ln3, Ln3]],
            [[0.5f, 0.25f, 0.5f, 0.5f], [0.5f, 0.75f, 0.5f, 0.5f]],
            [0.4375, 0.5625]
        },
        // A learner that counts for nothing gets nothing, however likely it is.
        {
            [0, 1],
            [[0, 0, 0, 0], [90, 90, 90, 90]],
            [[0, 0, 0, 0], [1, 1, 1, 1]],
            [0, 1]
        },
    };

    [Theory]
    [MemberData(nameof(Clients))]
    public void SampleAndLearnerWeights_OfAClient_AreThoseOfTheFormula(
        double[] pi, float[][] losses, float[][] weights, double[] next)
    {
        var found = Mixture.SampleWeights(losses, pi);

        for (var m = 0; m < pi.Length; m++)
            for (var i = 0; i < 4; i++)
                Assert.Equal(weights[m][i], found[m][i], tolerance: 1e-6f);
        Assert.All(
            Mixture.LearnerWeights(found).Zip(next), pair => Assert.Equal(pair.Second, pair.First, tolerance: 1e-7));
    }

    [Fact]
    public void HugeLosses_DoNotOverflow()
    {
        var weights = Mixture.SampleWeights([[5000], [5000]], [0.5, 0.5]);

        Assert.Equal([[0.5f], [0.5f]], weights);
    }
}
