using SplitLearning.Models.Federated;
using SplitLearning.Models.Layers;
using SplitLearning.Models.State;
using SplitLearning.Models.Workloads;
using static TorchSharp.torch.nn;

namespace SplitLearning.Models.Tests.Federated;

/// <summary>Networks that keep more than parameters: the running statistics of normalisation.</summary>
public sealed class BuffersTests
{
    private static readonly Network Normalised = new(
        "normalised",
        new Architecture("Normalised", InputShape: [20], Classes: 2,
        [
            new("fc1", () => Linear(20, 4)), new("norm", () => new BatchNorm(4)), new("relu", () => ReLU()),
            new("fc2", () => Linear(4, 1)),
        ])
        {
            IsBinary = true,
        },
        DefaultCut: "norm");

    public static TheoryData<FederatedMethodKind> Methods => [.. Enum.GetValues<FederatedMethodKind>()];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Statistics_UnderEachMethod_AreFiniteAndDoNotDependOnWorkers(FederatedMethodKind method)
    {
        var plan = Plan(method);
        var (one, three) = (Federation.Run(plan, workers: 1), Federation.Run(plan, workers: 3));

        Assert.Equal(one.Hash, three.Hash);
        Assert.Equal(one.Scores, three.Scores);
        var server = TwoRounds(plan, out var layout);
        Assert.Equal(one.Hash, WeightsHash.Of(server.Weights()));
        Assert.All(server.Mean ?? server.Models, model =>
        {
            Assert.All(model.Floats, value => Assert.True(float.IsFinite(value)));
            Assert.All(Buffers(model, layout).Skip(4), variance => Assert.InRange(variance, 1e-6, 100));
            Assert.NotEqual([0, 0, 0, 0, 1, 1, 1, 1], Buffers(model, layout));
            Assert.True(model.Integers[0] > 0);
        });
    }

    [Fact]
    public void Statistics_OfClients_AreAveragedAndTheirBatchesSummed()
    {
        var plan = Plan(FederatedMethodKind.FedAvg);
        var server = Federation.Server(plan);
        using var node = new FederatedNode(plan, Federation.Data, Federation.Clients, workers: 1);
        var order = server.Begin();
        var (buffers, batches) = (new double[8], 0L);
        foreach (var client in order.Clients)
        {
            var alone = node.Run(
                order with { Clients = [client with { Weight = 1 }] }, CancellationToken.None).Sums[0].ToVector();
            foreach (var (i, value) in Buffers(alone, node.Layout).Index())
                buffers[i] += client.Weight * value;
            batches += alone.Integers[0];
        }

        using var fresh = new FederatedNode(plan, Federation.Data, Federation.Clients, workers: 1);
        server.Finish(order, fresh.Run(order, CancellationToken.None));

        Assert.All(Buffers(server.Models[0], node.Layout).Zip(buffers),
            pair => Assert.Equal(pair.Second, pair.First, tolerance: 1e-6));
        Assert.Equal(batches, server.Models[0].Integers[0]);
        Assert.Equal(
            Federation.Clients.Sum(client => Math.Max(1, client.Train.Count / plan.BatchSize)), (int)batches);
    }

    [Fact]
    public void PFedMe_StepBeyondTheMean_TakesTheStatisticsAsTheyAre()
    {
        var (whole, beyond) = (OneRound(beta: 1), OneRound(beta: 3));

        Assert.Equal(whole.Floats[^8..], beyond.Floats[^8..]);
        Assert.NotEqual(whole.Floats[..^8], beyond.Floats[..^8]);

        static ModelVector OneRound(double beta)
        {
            var plan = Plan(FederatedMethodKind.PFedMe).With(p => p with { Beta = beta });
            var server = Federation.Server(plan);
            using var node = new FederatedNode(plan, Federation.Data, Federation.Clients, workers: 1);
            Federation.Round(server, node);
            return server.Models[0];
        }
    }

    private static FederationPlan Plan(FederatedMethodKind method) =>
        Federation.Plan(method, rounds: 2).With(p => p with { Tol1 = 100, Tol2 = 0.001, P = 0.6 }) with
        {
            Unlisted = Normalised,
            LearningRate = 0.05,
        };

    private static FederatedServer TwoRounds(FederationPlan plan, out VectorLayout layout)
    {
        var server = Federation.Server(plan);
        using var node = new FederatedNode(plan, Federation.Data, Federation.Clients, workers: 2);
        for (var round = 1; round <= plan.Rounds; round++)
            Federation.Round(server, node);
        layout = node.Layout;
        return server;
    }

    // Four means, then four variances.
    private static float[] Buffers(ModelVector model, VectorLayout layout) => model.Floats[layout.Parameters..];
}
