using SplitLearning.Data.Partitioning.Federated;
using SplitLearning.Models.Federated;
using static SplitLearning.Models.Federated.FederatedMethodKind;
using NeighbourGraph = SplitLearning.Models.Federated.Methods.NeighbourGraph;

namespace SplitLearning.Models.Tests.Federated;

/// <summary>Each method is its simpler relative without what distinguishes it, and is another one with it.</summary>
public sealed partial class MethodTests
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
        Assert.All(rows.Values, row => Assert.All(row.Values, weight => Assert.InRange(weight, 1e-6, 1)));
    }

    [Fact]
    public void MixingMatrix_OfASparseGraph_HasNoWeightForThoseWhoAreNoNeighbours()
    {
        int[] all = [.. Enumerable.Range(0, 20)];
        var graph = NeighbourGraph.Draw(20, edgeProbability: 0.2, seed: 3);

        var neighbours = all.Sum(client => graph.MixingWeights(client, all).Count - 1);

        Assert.InRange(neighbours, 40, 120); // 19 x 20 x 0.2 is 76
    }

    private static Outcome Run(FederatedMethodKind method, Func<MethodParameters, MethodParameters> change) =>
        Federation.Run(Federation.Plan(method).With(change));

    private static double Distance(ModelVector a, ModelVector b) =>
        Math.Sqrt(a.Floats.Zip(b.Floats, (x, y) => ((double)x - y) * (x - y)).Sum());
}
