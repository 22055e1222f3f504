using SplitLearning.Data.Partitioning.Federated;
using SplitLearning.Data.Random;
using SplitLearning.Models.Federated;

namespace SplitLearning.Models.Tests.Federated;

public sealed class ClientTests
{
    private static readonly FederationPlan Plan = Federation.Plan(FederatedMethodKind.FedEm) with { BatchSize = 4 };
    private static readonly PooledSamples Samples = new(Federation.Data);

    [Theory]
    [InlineData(10, new[] { 4, 4 })] // the two that are left over are left out
    [InlineData(8, new[] { 4, 4 })]
    [InlineData(3, new[] { 3 })] // where there is no other batch, a short one counts
    public void Epoch_LeavesOutTheShortBatchBehindOthers(int count, int[] sizes)
    {
        var data = new ClientData(Samples, [.. Enumerable.Range(0, count)], batchSize: 4);

        Assert.Equal(sizes, data.Mixed(SeededRandom.For(1)).Select(batch => batch.Count));
        Assert.Equal(count, data.InOrder().Sum(batch => batch.Count));
    }

    [Fact]
    public void NextBatch_BehindTheLast_BeginsANewOrder()
    {
        var client = Client(count: 8);

        int[][] batches = [.. Enumerable.Range(0, 4).Select(_ => client.NextBatch().Positions.ToArray())];

        Assert.Equal(Enumerable.Range(0, 8), batches[0].Concat(batches[1]).Order());
        Assert.Equal(Enumerable.Range(0, 8), batches[2].Concat(batches[3]).Order());
        Assert.NotEqual(batches[0].Concat(batches[1]), batches[2].Concat(batches[3]));
    }

    [Fact]
    public void Step_OfAMixtureClient_UpdatesWeightsBeforeItTrains()
    {
        using var ensemble = LearnersEnsemble.Create(Plan, 3);
        var client = Client(count: 12);
        ModelVector[] models = [.. ensemble.Select(learner => learner.State())];
        client.Enter(ensemble, models);
        var losses = ensemble.GatherLosses(client.Train.InOrder(), 12);
        var expected = Mixture.SampleWeights(losses, LearnersEnsemble.Uniform(3));

        client.Step(ensemble, round: 1);

        Assert.Equal(expected, client.SampleWeights);
        Assert.Equal(Mixture.LearnerWeights(expected), client.Pi);
        Assert.All(ensemble.Zip(models), of => Assert.NotEqual(of.Second.Floats, of.First.State().Floats));
    }

    [Fact]
    public void StepBatch_TrainsWithOneBatchAndCounts()
    {
        using var ensemble = LearnersEnsemble.Create(Plan, 3);
        var client = Client(count: 12);
        client.Enter(ensemble, [.. ensemble.Select(learner => learner.State())]);

        client.StepBatch(ensemble, round: 1);
        client.Leave(ensemble);

        Assert.Equal(1, client.Steps);
    }

    [Fact]
    public void Momentum_OfAClient_SurvivesAnotherClientsTurn()
    {
        using var ensemble = LearnersEnsemble.Create(Plan, 3);
        ModelVector[] models = [.. ensemble.Select(learner => learner.State())];

        var alone = TwoTurns(between: null);
        var disturbed = TwoTurns(between: Client(count: 20));

        Assert.Equal(alone, disturbed);

        float[] TwoTurns(FederatedClient? between)
        {
            var client = Client(count: 12);
            Turn(client, round: 1);
            if (between is not null)
                Turn(between, round: 1);
            Turn(client, round: 2);
            return ensemble[0].Parameters();
        }

        void Turn(FederatedClient client, int round)
        {
            client.Enter(ensemble, models);
            client.Step(ensemble, round);
            client.Leave(ensemble);
        }
    }

    [Fact]
    public void BottomDecile_LiesBetweenNeighboursInProportion()
    {
        ClientScore[] scores = [.. Enumerable.Range(0, 6).Select(client => new ClientScore(
            client, Unseen: false, new Score(0, 0, 0), new Score(0, client * 10, 100), []))];

        Assert.Equal(0.05, RoundScores.BottomDecile(scores), tolerance: 1e-12);
    }

    [Fact]
    public void ValidationSamples_AreScoredAndNotTrainedWith()
    {
        var clients = FederatedShards.Deal(
            Federation.Data, new() { Kind = FederatedPartitionKind.Given, ValidationShare = 0.25 }, seed: 7);
        var without = clients.Select(client => client with { Validation = [] }).ToList();
        var plan = Federation.Plan(FederatedMethodKind.FedEm);

        var (with, same) = (Federation.Run(plan, clients: clients), Federation.Run(plan, clients: without));

        Assert.Equal(same.Hash, with.Hash);
        Assert.Equal((same.Last.Train, same.Last.Test), (with.Last.Train, with.Last.Test));
        Assert.All(with.Last.Clients, client => Assert.InRange(client.ValidationAccuracy!.Value, 0.01, 1));
        Assert.Equal(
            with.Last.Clients.Sum(client => client.ValidationAccuracy!.Value * clients[client.Client].Validation.Count)
                / clients.Sum(client => client.Validation.Count),
            with.Last.Validation!.Accuracy, tolerance: 1e-12);
        Assert.Null(same.Last.Validation);
        Assert.All(same.Last.Clients, client => Assert.Null(client.ValidationAccuracy));
    }

    private static MixtureClient Client(int count) =>
        new(Plan, Samples, new ClientSamples(0, [.. Enumerable.Range(0, count)], [30, 31]), learners: 3);
}
