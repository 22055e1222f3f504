using SplitLearning.Data.Partitioning.Federated;
using SplitLearning.Models.Federated;
using SplitLearning.Models.State;
using static SplitLearning.Models.Federated.FederatedMethodKind;
using NeighbourGraph = SplitLearning.Models.Federated.Methods.NeighbourGraph;
using Simplex = SplitLearning.Models.Federated.Methods.Simplex;

namespace SplitLearning.Models.Tests.Federated;

/// <summary>Each method is its simpler relative without what distinguishes it, and is another one with it.</summary>
public sealed class MethodTests
{
    private static readonly Outcome OfFedAvg = Federation.Run(Federation.Plan(FedAvg));
    private static readonly Outcome OfLocal = Federation.Run(Federation.Plan(Local));

    [Fact]
    public void FedAvg_OneClient_IsThatClientsTraining()
    {
        ClientSamples[] one = [Federation.Clients[0]];

        var average = Federation.Run(Federation.Plan(FedAvg), clients: one);
        var local = Federation.Run(Federation.Plan(Local), clients: one);

        Assert.Equal(local.Hash, average.Hash);
        Assert.Equal(local.Scores, average.Scores);
    }

    [Fact]
    public void FedAvg_Aggregate_WeighsBySamplesOfThoseWhoTookPart()
    {
        var plan = Federation.Plan(FedAvg) with { Participation = 0.5 };
        var server = Federation.Server(plan);
        using var node = new FederatedNode(plan, Federation.Data, Federation.Clients, workers: 1);

        var order = server.Begin();

        Assert.Equal(3, order.Clients.Count);
        var total = order.Clients.Sum(client => Federation.Clients[client.Client].Train.Count);
        Assert.All(order.Clients, client => Assert.Equal(
            (double)Federation.Clients[client.Client].Train.Count / total, client.Weight, tolerance: 1e-15));
        var expected = new double[21];
        foreach (var client in order.Clients)
        {
            var alone = node.Run(
                order with { Clients = [client with { Weight = 1 }] }, CancellationToken.None).Sums[0].ToVector();
            for (var i = 0; i < 21; i++)
                expected[i] += client.Weight * alone.Floats[i];
        }

        using var fresh = new FederatedNode(plan, Federation.Data, Federation.Clients, workers: 1);
        server.Finish(order, fresh.Run(order, CancellationToken.None));
        Assert.All(expected.Zip(server.Models[0].Floats), p => Assert.Equal(p.First, p.Second, tolerance: 1e-6));
    }

    [Fact]
    public void Participants_AreDrawnAnewEachRound()
    {
        var server = Federation.Server(Federation.Plan(FedAvg, rounds: 9) with { Participation = 0.5 });
        using var node = new FederatedNode(
            Federation.Plan(FedAvg), Federation.Data, Federation.Clients, workers: 1);

        var rounds = Enumerable.Range(1, 6).Select(_ => string.Join(
            ' ', Federation.Round(server, node).Clients.Select(client => client.Client))).ToList();

        Assert.True(rounds.Distinct().Count() > 2, string.Join("; ", rounds));
    }

    [Fact]
    public void Local_Clients_KnowNothingOfEachOther()
    {
        var two = Federation.Run(Federation.Plan(Local), clients: [.. Federation.Clients.Take(2)]);

        Assert.Equal(OfLocal.Last.Clients[1].TestAccuracy, two.Last.Clients[1].TestAccuracy);
        Assert.Equal(OfLocal.Last.Clients[0].TrainAccuracy, two.Last.Clients[0].TrainAccuracy);
        Assert.NotEqual(OfFedAvg.Scores, OfLocal.Scores);
    }

    [Fact]
    public void FedProx_WithoutMu_IsFedAvg()
    {
        Assert.Equal(OfFedAvg.Hash, Run(FedProx, p => p with { Mu = 0 }).Hash);
        Assert.NotEqual(OfFedAvg.Hash, Run(FedProx, p => p with { Mu = 1 }).Hash);
    }

    [Fact]
    public void FedProx_LargeMu_HoldsClientsNearTheCommonModel()
    {
        double DistanceWith(double mu)
        {
            var plan = Federation.Plan(FedProx).With(p => p with { Mu = mu }) with { LearningRate = 0.01 };
            var server = Federation.Server(plan);
            var before = server.Models[0];
            using var node = new FederatedNode(plan, Federation.Data, Federation.Clients, workers: 1);
            Federation.Round(server, node);
            return Distance(before, server.Models[0]);
        }

        Assert.True(DistanceWith(10) < 0.5 * DistanceWith(0), $"{DistanceWith(10)} and {DistanceWith(0)}");
    }

    [Fact]
    public void FedAvgPlus_TunesCopiesOnly()
    {
        var tuned = Run(FedAvgPlus, p => p with { TuneEpochs = 2 });

        Assert.Equal(OfFedAvg.Hash, tuned.Hash);
        Assert.Equal(OfFedAvg.Scores, Run(FedAvgPlus, p => p with { TuneEpochs = 0 }).Scores);
        Assert.True(tuned.Last.Train!.Loss < OfFedAvg.Last.Train!.Loss);
    }

    [Fact]
    public void FedEm_OfOneLearner_IsFedAvg()
    {
        var one = Federation.Run(Federation.Plan(FedEm) with { Learners = 1 });

        Assert.Equal(OfFedAvg.Hash, one.Hash);
        Assert.Equal(OfFedAvg.Scores, one.Scores);
    }

    [Fact]
    public void FedEm_OfThree_HasClientsOfDifferentWeightsWhoseSumIsOne()
    {
        var three = Federation.Run(Federation.Plan(FedEm, rounds: 10));

        Assert.All(three.Last.Clients, client => Assert.Equal(1, client.Pi.Sum(), tolerance: 1e-6));
        Assert.Equal(6, three.Last.Clients.Select(client => client.Pi[0]).Distinct().Count());
        Assert.True(three.Last.Train!.Loss < three.Rounds[0].Train!.Loss);
    }

    [Fact]
    public void FedEm_UnseenClient_FindsItsWeightsAndTrainsNothing()
    {
        ClientSamples[] clients =
            [.. Federation.Clients.Select(client => client with { Unseen = client.Client == 5 })];
        ClientSamples[] withoutIt = [.. Federation.Clients.Take(5)];

        var held = Federation.Run(Federation.Plan(FedEm), clients: clients);
        var without = Federation.Run(Federation.Plan(FedEm), clients: withoutIt);

        Assert.Equal(without.Hash, held.Hash);
        Assert.NotNull(held.Last.UnseenTest);
        Assert.NotEqual(1.0 / 3, held.Last.Clients[5].Pi[0]);
        Assert.Equal(without.Last.Test, held.Last.Test);
    }

    [Fact]
    public void DFedEm_WhereAllAreNeighboursOfOneSize_IsFedEm()
    {
        ClientSamples[] alike = [.. Federation.Clients.Take(4).Select(
            client => client with { Train = [.. client.Train.Take(40)] })];

        var complete = Federation.Run(
            Federation.Plan(DFedEm).With(p => p with { EdgeProbability = 1 }), clients: alike);
        var central = Federation.Run(Federation.Plan(FedEm), clients: alike);
        var sparse = Federation.Run(
            Federation.Plan(DFedEm).With(p => p with { EdgeProbability = 0.3 }), clients: alike);

        Assert.Equal(central.Hash, complete.Hash);
        Assert.Equal(central.Scores, complete.Scores);
        Assert.NotEqual(central.Hash, sparse.Hash);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    public void MixingMatrix_OfAGraph_IsSymmetricWithRowsOfSumOne(double edgeProbability)
    {
        int[] present = [0, 2, 3, 5, 6];
        var graph = NeighbourGraph.Draw(8, edgeProbability, seed: 3);

        var rows = present.ToDictionary(client => client, client => graph.MixingWeights(client, present)
            .ToDictionary(entry => entry.Client, entry => entry.Weight));

        Assert.All(rows.Values, row => Assert.Equal(1, row.Values.Sum(), tolerance: 1e-12));
        foreach (var (client, row) in rows)
            Assert.All(row, entry => Assert.Equal(entry.Value, rows[entry.Key][client], tolerance: 1e-12));
        Assert.Contains(rows.Values, row => row.Count > 1);
    }

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
    public void Clustered_WithoutASplit_IsFedAvg()
    {
        var together = Run(Clustered, p => p with { Tol1 = 0 });

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
        Assert.Equal(1, server.Lambda.Sum(), tolerance: 1e-12);
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

    private static Outcome Run(FederatedMethodKind method, Func<MethodParameters, MethodParameters> change) =>
        Federation.Run(Federation.Plan(method).With(change));

    private static double Distance(ModelVector a, ModelVector b) =>
        Math.Sqrt(a.Floats.Zip(b.Floats, (x, y) => ((double)x - y) * (x - y)).Sum());
}
