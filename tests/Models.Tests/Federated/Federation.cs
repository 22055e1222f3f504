using SplitLearning.Data.Datasets;
using SplitLearning.Data.Datasets.Mixture;
using SplitLearning.Data.Partitioning.Federated;
using SplitLearning.Models.Federated;
using SplitLearning.Models.Training;

namespace SplitLearning.Models.Tests.Federated;

/// <summary>Six clients with a linear model: a round takes milliseconds.</summary>
internal static class Federation
{
    public static IDataset Data { get; } = MixtureDataset.Create(new MixtureOptions { Clients = 6, Seed = 5 });

    public static IReadOnlyList<ClientSamples> Clients { get; } =
        FederatedShards.Deal(Data, new() { Kind = FederatedPartitionKind.Given }, seed: 7);

    public static IReadOnlyList<FederatedMember> Members { get; } = [.. Clients.Select(FederatedMember.Of)];

    public static FederationPlan Plan(FederatedMethodKind method = FederatedMethodKind.FedEm, int rounds = 3) => new()
    {
        Workload = "mixture",
        Model = "linear",
        Method = method,
        Learners = method.HasMixture() ? 3 : 1,
        Rounds = rounds,
        BatchSize = 32,
        LearningRate = 0.1,
        Momentum = 0.9,
        WeightDecay = 0.001,
        Seed = 7,
        Partition = new() { Kind = FederatedPartitionKind.Given, Clients = 6 },
    };

    public static FederationPlan With(this FederationPlan plan, Func<MethodParameters, MethodParameters> change) =>
        plan with { Parameters = change(plan.Parameters) };

    public static Outcome Run(
        FederationPlan plan, int workers = 1, IReadOnlyList<ClientSamples>? clients = null, IDataset? data = null)
    {
        var recorder = new Recorder();
        var hash = FederatedSimulation.Run(
            plan, data ?? Data, clients ?? Clients, recorder, workers, CancellationToken.None);
        return new Outcome(hash, [.. recorder.Events.OfType<RoundFinished>()]);
    }

    public static FederatedServer Server(FederationPlan plan, IReadOnlyList<ClientSamples>? clients = null) =>
        new(plan, [.. (clients ?? Clients).Select(FederatedMember.Of)]);

    /// <summary>One more round, on one node.</summary>
    public static RoundOrder Round(FederatedServer server, FederatedNode node)
    {
        var order = server.Begin();
        server.Finish(order, node.Run(order, CancellationToken.None));
        return order;
    }

    public static string Scores(RoundFinished round) =>
        $"{round.Train} {round.Test} {round.BottomDecile} {round.UnseenTest} "
        + string.Join(' ', round.Clients.Select(c => $"{c.TrainAccuracy} {c.TestAccuracy} {string.Join(',', c.Pi)}"));

    internal sealed class Recorder : IRunRecorder
    {
        public List<RunEvent> Events { get; } = [];

        public void Record(RunEvent runEvent) => Events.Add(runEvent);
    }
}

internal sealed record Outcome(string Hash, IReadOnlyList<RoundFinished> Rounds)
{
    /// <summary>All that was measured, to the last digit.</summary>
    public IEnumerable<string> Scores => Rounds.Select(Federation.Scores);

    public RoundFinished Last => Rounds[^1];
}
