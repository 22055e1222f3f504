using SplitLearning.Data.Partitioning.Federated;
using SplitLearning.Models.Federated;
using SplitLearning.Models.State;
using static SplitLearning.Models.Federated.FederatedMethodKind;

namespace SplitLearning.Models.Tests.Federated;

// Methods whose clients have models of their own: pFedMe, APFL, L2SGD.
public sealed partial class MethodTests
{
    [Fact]
    public void PFedMe_WithoutLambda_LeavesTheCommonModelWhereItIs()
    {
        var plan = Federation.Plan(PFedMe);

        var untied = Run(PFedMe, p => p with { Lambda = 0 });

        Assert.Equal(WeightsHash.Of(Federation.Server(plan).Weights()), untied.Hash);
        Assert.NotEqual(untied.Hash, Run(PFedMe, p => p).Hash);
        Assert.True(untied.Last.Train!.Loss < untied.Rounds[0].Train!.Loss + 1); // personal models do learn
    }

    [Fact]
    public void PFedMe_LargeLambda_HoldsPersonalModelsNearTheCommonOne()
    {
        Assert.True(DistanceWith(40) < 0.7 * DistanceWith(0), $"{DistanceWith(40)} and {DistanceWith(0)}");

        static double DistanceWith(double lambda)
        {
            var plan = Federation.Plan(PFedMe).With(p => p with { Lambda = lambda }) with { LearningRate = 0.01 };
            var server = Federation.Server(plan);
            var given = server.Models[0];
            using var node = new FederatedNode(plan, Federation.Data, Federation.Clients, workers: 1);
            Federation.Round(server, node);
            return Distance(given, node.Clients[0].Own["personal"]);
        }
    }

    [Fact]
    public void PFedMe_Beta_SaysHowFarTheCommonModelGoes()
    {
        var (whole, half) = (AfterOneRound(p => p with { Beta = 1 }), AfterOneRound(p => p with { Beta = 0.5 }));
        var start = Federation.Server(Federation.Plan(PFedMe)).Models[0];

        Assert.Equal(0.5, Distance(start, half) / Distance(start, whole), tolerance: 1e-3);
        Assert.NotEqual(
            whole.Floats, AfterOneRound(p => p with { InnerSteps = 1 }).Floats);

        ModelVector AfterOneRound(Func<MethodParameters, MethodParameters> change)
        {
            var plan = Federation.Plan(PFedMe).With(change);
            var server = Federation.Server(plan);
            using var node = new FederatedNode(plan, Federation.Data, Federation.Clients, workers: 1);
            Federation.Round(server, node);
            return server.Models[0];
        }
    }

    [Fact]
    public void Apfl_WhollyCommonOrOwn_IsFedAvgOrLocal()
    {
        var (common, own, mixed) = (
            Run(Apfl, p => p with { Alpha = 0 }), Run(Apfl, p => p with { Alpha = 1 }), Run(Apfl, p => p));

        Assert.Equal(OfFedAvg.Hash, common.Hash);
        Assert.Equal(OfFedAvg.Last.Test, common.Last.Test);
        Assert.Equal(OfLocal.Last.Test, own.Last.Test);
        Assert.NotEqual(common.Last.Test, mixed.Last.Test);
        Assert.NotEqual(own.Last.Test, mixed.Last.Test);
    }

    // By hand: the gradient is that at the mixture, times alpha; alpha goes down its own slope.
    [Fact]
    public void Apfl_OwnModelAndShare_GoByTheGradientAtTheMixture()
    {
        const double Alpha = 0.3;
        ClientSamples[] one = [Federation.Clients[0]];
        var plan = Federation.Plan(Apfl, rounds: 2).With(p => p with { Alpha = Alpha, AdaptAlpha = true }) with
        {
            BatchSize = 1000, // one step a round, and in the first one alpha has no slope: both models are one
            Momentum = 0,
            WeightDecay = 0,
        };
        var server = Federation.Server(plan, one);
        using var node = new FederatedNode(plan, Federation.Data, one, workers: 1);
        var start = server.Models[0].Floats;

        Federation.Round(server, node);
        Federation.Round(server, node);

        var common = Step(start, GradientAt(start), factor: 1);
        var own = Step(start, GradientAt(start), Alpha);
        float[] mixture = [.. own.Zip(common, (mine, ours) => (float)(Alpha * mine + (1 - Alpha) * ours))];
        var expected = Step(own, GradientAt(mixture), Alpha);
        Assert.All(expected.Zip(node.Clients[0].Own["personal"].Floats),
            pair => Assert.Equal(pair.First, pair.Second, tolerance: 1e-6f));
        var slope = GradientAt(mixture).Zip(own.Zip(common), (g, p) => g * ((double)p.First - p.Second)).Sum();
        Assert.Equal(Alpha - plan.LearningRate * slope, node.Clients[0].Numbers["alpha"], tolerance: 1e-6);
        Assert.True(Math.Abs(plan.LearningRate * slope) > 1e-4);
        Assert.True(Distance(new(expected, []), new(Step(own, GradientAt(own), Alpha), [])) > 1e-4);

        float[] Step(float[] from, float[] gradient, double factor) =>
            [.. from.Zip(gradient, (weight, slope) => (float)(weight - plan.LearningRate * factor * slope))];

        float[] GradientAt(float[] parameters)
        {
            using var learner = new Learner(plan, index: 0);
            learner.SetParameters(parameters);
            using var batch = new BatchTensors(node.Clients[0].Train.InOrder().Single());
            learner.Backward(batch, weights: null);
            return learner.Gradients();
        }
    }

    [Fact]
    public void Apfl_Adapting_EndsWithASharePerClient()
    {
        var plan = Federation.Plan(Apfl).With(p => p with { AdaptAlpha = true }) with { LearningRate = 0.001 };
        var server = Federation.Server(plan);
        using var node = new FederatedNode(plan, Federation.Data, Federation.Clients, workers: 1);

        Federation.Round(server, node); // at first own and common model are one: nothing to choose
        Federation.Round(server, node);

        Assert.Equal(6, node.Clients.Values.Select(client => client.Numbers["alpha"]).Distinct().Count());
        Assert.All(node.Clients.Values, client => Assert.InRange(client.Numbers["alpha"], 0, 1));
    }

    [Fact]
    public void L2Sgd_WithoutPulls_IsLocal()
    {
        var never = Run(L2Sgd, p => p with { P = 1e-9 });

        Assert.Equal(OfLocal.Scores, never.Scores);
        Assert.Equal(OfLocal.Hash, never.Hash);
    }

    [Fact]
    public void L2Sgd_PullThatIsWhole_MakesAllModelsTheMean()
    {
        var plan = Federation.Plan(L2Sgd).With(p => p with { P = 0.999, Penalty = 1000 });
        var server = Federation.Server(plan);
        using var node = new FederatedNode(plan, Federation.Data, Federation.Clients, workers: 1);
        Federation.Round(server, node);
        var mean = server.Models[0];
        Assert.True(Distance(mean, node.Clients[0].Own["model"]) > 0.1);

        var order = Federation.Round(server, node);

        Assert.True(order.Pull);
        Assert.All(node.Clients.Values, client => Assert.True(Distance(mean, client.Own["model"]) < 1e-5));
    }

    [Fact]
    public void L2Sgd_Pull_GoesByRatePenaltyAndProbability()
    {
        var plan = Federation.Plan(L2Sgd).With(p => p with { P = 0.999, Penalty = 2 });
        var server = Federation.Server(plan);
        using var node = new FederatedNode(plan, Federation.Data, Federation.Clients, workers: 1);
        Federation.Round(server, node);
        var (mean, before) = (server.Models[0], node.Clients[2].Own["model"]);

        Federation.Round(server, node);

        var share = plan.LearningRate * 2 / 0.999;
        Assert.Equal(
            1 - share, Distance(mean, node.Clients[2].Own["model"]) / Distance(mean, before), tolerance: 1e-4);
    }
}
