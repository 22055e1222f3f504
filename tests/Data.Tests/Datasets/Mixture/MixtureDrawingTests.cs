using SplitLearning.Data.Datasets.Mixture;

namespace SplitLearning.Data.Tests.Datasets.Mixture;

public sealed class MixtureDrawingTests
{
    private static readonly MixtureOptions Many = new() { Clients = 200, Dimension = 4, Seed = 11 };

    [Fact]
    public void Sizes_AreFrom50To1000AndAFifthIsForTesting()
    {
        var (_, train, test) = MixtureDrawing.Draw(Many);

        for (var client = 0; client < Many.Clients; client++)
        {
            var (trained, tested) = (train.Clients.Count(c => c == client), test.Clients.Count(c => c == client));
            Assert.InRange(trained + tested, 50, 1000);
            Assert.Equal(Math.Round((trained + tested) * 0.2), tested, tolerance: 0.51);
        }

        // The median of 50 + exp(4 + 2 z) is 104.6.
        Assert.InRange(train.Clients.Concat(test.Clients).CountBy(client => client).Select(entry => entry.Value)
            .Order().ElementAt(100), 80, 140);
    }

    [Fact]
    public void Weights_AreSharesAndUnevenAsAlphaSays()
    {
        var (truth, _, _) = MixtureDrawing.Draw(Many);

        Assert.All(truth.Weights, weights => Assert.Equal(1, weights.Sum(), tolerance: 1e-12));
        // Of a Dirichlet distribution with three times 0.4: each share's variance is 1/3 (1 - 1/3) / (1.2 + 1) = 0.101.
        Assert.Equal(0.101, truth.Weights.Average(weights => Math.Pow(weights[0] - 1.0 / 3, 2)), tolerance: 0.02);
    }

    [Fact]
    public void Labels_OfAClientWithOneModel_FollowThatModelsProbabilities()
    {
        var options = new MixtureOptions { Clients = 100, Dimension = 5, Components = 1, Noise = 0, Scale = 2 };

        var (truth, train, _) = MixtureDrawing.Draw(options);

        var scores = Enumerable.Range(0, train.Count)
            .Select(row => Score(truth.Components[0], train.Rows[row])).ToArray();
        foreach (var bin in scores.Index().GroupBy(score => Math.Floor(score.Item)))
        {
            var samples = bin.ToArray();
            var expected = samples.Average(score => 1 / (1 + Math.Exp(-score.Item)));
            var found = samples.Average(score => (double)train.Rows.Labels[score.Index]);
            Assert.Equal(expected, found, tolerance: 2.5 / Math.Sqrt(samples.Length) + 0.001);
        }
    }

    [Fact]
    public void Labels_OfAClientWithSeveralModels_AreFromEachInItsShare()
    {
        // Scores so large that a label shows which models may have given it.
        var options = new MixtureOptions { Clients = 60, Dimension = 8, Components = 2, Noise = 0, Scale = 500 };

        var (truth, train, _) = MixtureDrawing.Draw(options);

        var (agreed, told, expected) = (0, 0, 0.0);
        for (var row = 0; row < train.Count; row++)
        {
            var first = Score(truth.Components[0], train.Rows[row]) > 0;
            if (first == Score(truth.Components[1], train.Rows[row]) > 0)
                continue;
            told++;
            agreed += first == (train.Rows.Labels[row] == 1) ? 1 : 0;
            expected += truth.Weights[train.Clients[row]][0];
        }

        Assert.True(told > 1000);
        Assert.Equal(expected / told, (double)agreed / told, tolerance: 0.03);
    }

    // Else no method could show what it is for on these data.
    [Fact]
    public void Defaults_OneModelForAll_IsRightInFarFewerCasesThanEachClientsMixture()
    {
        var (truth, _, test) = MixtureDrawing.Draw(new MixtureOptions());
        double[] mean = [.. Enumerable.Range(0, 20).Select(i => truth.Components.Average(model => model[i]))];

        var (rightByMixture, rightByMean) = (0, 0);
        for (var row = 0; row < test.Count; row++)
        {
            var weights = truth.Weights[test.Clients[row]];
            var probability = 0.0;
            foreach (var (model, component) in truth.Components.Index())
                probability += weights[model] / (1 + Math.Exp(-Score(component, test.Rows[row])));
            var isOne = test.Rows.Labels[row] == 1;
            rightByMixture += probability > 0.5 == isOne ? 1 : 0;
            rightByMean += Score(mean, test.Rows[row]) > 0 == isOne ? 1 : 0;
        }

        Assert.Equal(0.80, (double)rightByMixture / test.Count, tolerance: 0.01);
        Assert.Equal(0.65, (double)rightByMean / test.Count, tolerance: 0.02);
    }

    [Fact]
    public void Client_OfMoreClients_HasTheSameSamples()
    {
        var (few, train, _) = MixtureDrawing.Draw(Many with { Clients = 2 });
        var (many, trainOfMany, _) = MixtureDrawing.Draw(Many);

        Assert.Equal(few.Weights[1], many.Weights[1]);
        Assert.Equal(train.Rows.Values, trainOfMany.Rows.Values[..train.Rows.Values.Length]);
    }

    [Fact]
    public void Draw_OtherSeed_GivesOtherModels() => Assert.NotEqual(
        MixtureDrawing.Draw(Many with { Clients = 1 }).Truth.Components[0],
        MixtureDrawing.Draw(Many with { Clients = 1, Seed = 12 }).Truth.Components[0]);

    [Fact]
    public void Options_OutOfRange_AreNamed()
    {
        Assert.Empty(new MixtureOptions().Validate());
        Assert.Equal(
            [
                "MixtureOptions.Clients is 0; it must be 1 to 2000",
                "MixtureOptions.Noise is -1; it must be 0 to 1000",
                "MixtureOptions.Scale is 0; it must be above 0, at most 1000",
            ],
            new MixtureOptions { Clients = 0, Noise = -1, Scale = 0 }.Validate());
        Assert.Equal(
            ["MixtureOptions.Dimension is 251; it must be at most 250 with 2000 clients"],
            new MixtureOptions { Clients = 2000, Dimension = 251 }.Validate());
        Assert.Throws<ArgumentException>(() => MixtureDataset.Create(new MixtureOptions { Alpha = 0 }));
    }

    private static double Score(IReadOnlyList<double> component, ReadOnlySpan<float> values)
    {
        var score = 0.0;
        for (var i = 0; i < values.Length; i++)
            score += component[i] * values[i];
        return score;
    }
}
