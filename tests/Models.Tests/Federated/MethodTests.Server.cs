using SplitLearning.Data.Partitioning.Federated;
using SplitLearning.Models.Federated;
using static SplitLearning.Models.Federated.FederatedMethodKind;
using Simplex = SplitLearning.Models.Federated.Methods.Simplex;

namespace SplitLearning.Models.Tests.Federated;

// Methods that the server makes: clustered, AFL, q-FFL.
public sealed partial class MethodTests
{
    [Theory]
    [InlineData(0, 0.001)] // the mean update is not small
    [InlineData(100, 1000)] // no single update is large
    public void Clustered_WithoutASplit_IsFedAvg(double tol1, double tol2)
    {
        var together = Run(Clustered, p => p with { Tol1 = tol1, Tol2 = tol2 });

        Assert.Equal(OfFedAvg.Hash, together.Hash);
        Assert.Equal(OfFedAvg.Scores, together.Scores);
    }

    [Fact]
    public void Clustered_ClientsThatContradict_ArePartedByTheirNumbers()
    {
        // Clients 1 and 4 see the classes the other way round; client 0 does not take part.
        float[][] rows = [.. Enumerable.Range(0, 60).Select(i => (float[])[i % 2 == 0 ? 1 : -1, .. new float[19]])];
        byte[] labels = [.. Enumerable.Range(0, 60).Select(i => (byte)(i / 10 is 1 or 4 ? i % 2 : 1 - i % 2))];
        ClientSamples[] clients = [.. Enumerable.Range(0, 6).Select(client => new ClientSamples(
            client, [.. Enumerable.Range(client * 10, 10)], []) { Unseen = client == 0 })];
        var plan = Federation.Plan(Clustered).With(p => p with { Tol1 = 100, Tol2 = 0.001 });
        var server = Federation.Server(plan, clients);
        using var node = new FederatedNode(plan, new PlainData(rows, labels), clients, workers: 1);

        Federation.Round(server, node);
        var groups = server.GroupOf.ToArray();
        var next = server.Begin();

        Assert.Equal([1, 0, 0, 1, 0], groups.Skip(1).Select(group => group == groups[2] ? 0 : 1));
        Assert.Equal(2, next.Models.Count);
        Assert.Equal(1, next.Clients.Where(client => client.Group == groups[1]).Sum(client => client.Weight), 12);
        Assert.True(Distance(next.Models[0], next.Models[1]) > 0.1);
    }

    [Fact]
    public void Afl_WithoutAStepOfTheWeights_IsFedAvg() =>
        Assert.Equal(OfFedAvg.Hash, Run(Afl, p => p with { LambdaRate = 0 }).Hash);

    [Fact]
    public void Afl_WeightsMoveToTheClientWithTheLargestLoss()
    {
        var plan = Federation.Plan(Afl).With(p => p with { LambdaRate = 0.5 });
        var server = Federation.Server(plan);
        var before = server.Lambda.ToArray();
        using var node = new FederatedNode(plan, Federation.Data, Federation.Clients, workers: 1);
        var order = server.Begin();
        var result = node.Run(order, CancellationToken.None);

        server.Finish(order, result);

        double[] grown = [.. server.Lambda.Zip(before, (now, then) => now - then)];
        var worst = result.Reports.Values.MaxBy(report => report.Numbers["loss"])!.Client;
        Assert.Equal(grown.Max(), grown[worst]);
        Assert.True(grown[worst] > 0.001, $"{grown[worst]}");
        Assert.Equal(1, server.Lambda.Sum(), tolerance: 1e-12);
    }

    [Fact]
    public void Afl_Models_AreWeighedByTheClientsWeights()
    {
        var server = Federation.Server(Federation.Plan(Afl) with { Participation = 0.5 });
        double[] lambda = [0.4, 0.05, 0.1, 0.2, 0.15, 0.1];
        lambda.CopyTo(server.Lambda, 0);

        var order = server.Begin();

        var total = order.Clients.Sum(client => lambda[client.Client]);
        Assert.Equal(3, order.Clients.Count);
        Assert.All(order.Clients, client =>
            Assert.Equal(lambda[client.Client] / total, client.Weight, tolerance: 1e-12));
    }

    [Theory]
    [InlineData(new[] { 0.2, 0.8 }, new[] { 0.2, 0.8 })]
    [InlineData(new[] { 1.0, 1.0 }, new[] { 0.5, 0.5 })]
    [InlineData(new[] { 2.0, 0.0, -5.0 }, new[] { 1.0, 0.0, 0.0 })]
    [InlineData(new[] { 0.9, 0.7, 0.1 }, new[] { 0.6, 0.4, 0.0 })]
    public void Projection_OnTheSimplex_IsTheNearestPoint(double[] values, double[] nearest) =>
        Assert.All(Simplex.Project(values).Zip(nearest), p => Assert.Equal(p.Second, p.First, tolerance: 1e-12));

    [Fact]
    public void QFfl_OfPowerNought_IsFedAvg()
    {
        var (server, fair, more) = (Models(FedAvg, q: 0), Models(QFfl, q: 0), Models(QFfl, q: 2));

        Assert.True(Distance(server, fair) < 1e-5, $"{Distance(server, fair)}");
        Assert.True(Distance(server, more) > 1e-3);

        ModelVector Models(FederatedMethodKind method, double q)
        {
            var plan = Federation.Plan(method).With(p => p with { Q = q });
            var server = Federation.Server(plan);
            using var node = new FederatedNode(plan, Federation.Data, Federation.Clients, workers: 1);
            Federation.Round(server, node);
            return server.Models[0];
        }
    }

    // Algorithm 2 by hand: of losses F, updates d and L = 1 / rate, the step is L F^q d, summed, over the sum of
    // q F^(q-1) L^2 d^2 + L F^q.
    [Fact]
    public void QFfl_Step_IsThatOfItsAlgorithm()
    {
        const double Q = 1.5;
        var plan = Federation.Plan(QFfl).With(p => p with { Q = Q });
        var (server, l) = (Federation.Server(plan), 1 / plan.LearningRate);
        var (given, average) = (server.Models[0], Federation.Server(Federation.Plan(FedAvg)).Begin());
        var (steps, curvature) = (new double[21], 0.0);
        using var alone = new FederatedNode(Federation.Plan(FedAvg), Federation.Data, Federation.Clients, workers: 1);
        using var learner = new Learner(plan, index: 0);
        foreach (var order in average.Clients)
        {
            var data = alone.Clients[order.Client].Train;
            var loss = learner.GatherLosses(data.InOrder(), data.Count).Average(sample => (double)sample);
            var trained = alone.Run(
                average with { Clients = [order with { Weight = 1 }] }, CancellationToken.None).Sums[0].ToVector();
            double[] update = [.. given.Floats.Zip(trained.Floats, (old, now) => (double)old - now)];
            for (var i = 0; i < 21; i++)
                steps[i] += order.Weight * Math.Pow(loss, Q) * l * update[i];
            curvature += order.Weight * (Q * Math.Pow(loss, Q - 1) * l * l * update.Sum(value => value * value)
                + l * Math.Pow(loss, Q));
        }

        using var node = new FederatedNode(plan, Federation.Data, Federation.Clients, workers: 1);
        Federation.Round(server, node);

        for (var i = 0; i < 21; i++)
            Assert.Equal(given.Floats[i] - steps[i] / curvature, server.Models[0].Floats[i], tolerance: 1e-5);
    }
}
