using SplitLearning.Models.Federated;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;

namespace SplitLearning.Models.Tests.Federated;

/// <summary>Neither threads nor nodes nor a break change a bit.</summary>
public sealed class NodesTests
{
    public static TheoryData<FederatedMethodKind> Methods => [.. Enum.GetValues<FederatedMethodKind>()];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Workers_OfAnyNumber_GiveTheSameBits(FederatedMethodKind method)
    {
        var plan = Splitting(method);

        var (one, three) = (Federation.Run(plan, workers: 1), Federation.Run(plan, workers: 3));

        Assert.Equal(one.Hash, three.Hash);
        Assert.Equal(one.Scores, three.Scores);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Nodes_InAnyOrder_GiveTheBitsOfOneProcess(FederatedMethodKind method)
    {
        var plan = Splitting(method);
        var server = Federation.Server(plan);
        using var even = new FederatedNode(plan, Federation.Data, [.. Clients(0)], workers: 2);
        using var odd = new FederatedNode(plan, Federation.Data, [.. Clients(1)], workers: 1);

        for (var round = 1; round <= plan.Rounds; round++)
        {
            var order = server.Begin();
            var result = odd.Run(order.For(odd.Clients.Keys.ToHashSet()), CancellationToken.None);
            result.Add(even.Run(order, CancellationToken.None));
            server.Finish(order, result);
        }

        Assert.Equal(Federation.Run(plan).Hash, WeightsHash.Of(server.Weights()));

        IEnumerable<Data.Partitioning.Federated.ClientSamples> Clients(int rest) =>
            Federation.Clients.Where(client => client.Client % 2 == rest);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void State_SavedAndLoaded_GoesOnWithTheSameBits(FederatedMethodKind method)
    {
        var plan = Splitting(method);
        var server = Federation.Server(plan);
        using var node = new FederatedNode(plan, Federation.Data, Federation.Clients, workers: 1);
        Federation.Round(server, node);
        Federation.Round(server, node);

        var resumed = Federation.Server(plan);
        using var other = new FederatedNode(plan, Federation.Data, Federation.Clients, workers: 1);
        resumed.Load(server.Save());
        foreach (var (number, client) in node.Clients)
            other.Clients[number].Load(client.Save(node.Layout), other.Layout);
        Federation.Round(resumed, other);

        Assert.Equal(Federation.Run(plan).Hash, WeightsHash.Of(resumed.Weights()));
    }

    [Fact]
    public void State_OfAnotherPlanOrClient_IsRefused()
    {
        var plan = Federation.Plan(FederatedMethodKind.FedAvg);
        using var node = new FederatedNode(plan, Federation.Data, Federation.Clients, workers: 1);

        Assert.Throws<StateException>(
            () => Federation.Server(plan with { Seed = 8 }).Load(Federation.Server(plan).Save()));
        var error = Assert.Throws<StateException>(
            () => node.Clients[1].Load(node.Clients[0].Save(node.Layout), node.Layout));
        Assert.Equal("State is of the client '0'; this one is 1", error.Message);
    }

    [Fact]
    public void Convolutions_OnOneOrTwoThreads_GiveTheSameBits()
    {
        var data = FormulaDigits.Create(train: 60, test: 12);
        Data.Partitioning.Federated.ClientSamples[] clients = [.. Enumerable.Range(0, 3).Select(client =>
            new Data.Partitioning.Federated.ClientSamples(
                client, [.. Enumerable.Range(client * 20, 20 - client)], [.. Enumerable.Range(60 + client * 4, 4)]))];
        var plan = Federation.Plan(FederatedMethodKind.FedEm, rounds: 2) with
        {
            Workload = "mnist",
            Model = "lenet",
            Learners = 2,
            BatchSize = 8,
            LearningRate = 0.02,
        };

        var one = Federation.Run(plan, workers: 1, clients, data);
        var two = Federation.Run(plan, workers: 2, clients, data);

        Assert.Equal(one.Hash, two.Hash);
        Assert.Equal(one.Scores, two.Scores);
    }

    [Fact]
    public void Divergence_OfAClient_IsNamed()
    {
        var plan = Federation.Plan(FederatedMethodKind.FedAvg, rounds: 50) with
        {
            LearningRate = 1000,
            WeightDecay = 1,
        };

        var error = Assert.Throws<DivergedException>(() => Federation.Run(plan, workers: 2));

        Assert.Matches("^Client [0-5], learner 1 diverged: ", error.Message);
    }

    [Fact]
    public void Run_Cancelled_EndsAndLeavesNoThreads()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.Throws<OperationCanceledException>(() => FederatedSimulation.Run(
            Federation.Plan(FederatedMethodKind.FedAvg), Federation.Data, Federation.Clients,
            new Federation.Recorder(), workers: 2, cancelled.Token));
    }

    [Fact]
    public void Events_OfARun_TellEachRoundAndTheEnd()
    {
        var recorder = new Federation.Recorder();
        var plan = Federation.Plan(FederatedMethodKind.FedEm) with { EvaluateEveryRounds = 2 };

        var hash = FederatedSimulation.Run(
            plan, Federation.Data, Federation.Clients, recorder, workers: 1, CancellationToken.None);

        Assert.Equal(6, Assert.IsType<RunStarted>(recorder.Events[0]).Agents.Count);
        var rounds = recorder.Events.OfType<RoundFinished>().ToList();
        Assert.Equal([0, 6, 6], rounds.Select(round => round.Clients.Count));
        Assert.Null(rounds[0].Test);
        Assert.Equal(
            rounds[2].Clients.Sum(c => c.TestAccuracy * Federation.Clients[c.Client].Test.Count)
                / Federation.Clients.Sum(client => client.Test.Count),
            rounds[2].Test!.Accuracy, tolerance: 1e-12);
        Assert.Equal(hash, Assert.IsType<RunFinished>(recorder.Events[^1]).WeightsSha256);
    }

    // Tolerances by which clusters do part, and coins that do fall.
    private static FederationPlan Splitting(FederatedMethodKind method) =>
        Federation.Plan(method).With(p => p with { Tol1 = 100, Tol2 = 0.001, P = 0.6, AdaptAlpha = true });
}
