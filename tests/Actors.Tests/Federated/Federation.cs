using SplitLearning.Data.Datasets;
using SplitLearning.Data.Datasets.Mixture;
using SplitLearning.Data.Partitioning.Federated;
using SplitLearning.Models.Federated;
using SplitLearning.Models.Training;

namespace SplitLearning.Actors.Tests.Federated;

/// <summary>Four clients with a linear model: a round takes milliseconds.</summary>
internal static class Federation
{
    public static IDataset Data { get; } = MixtureDataset.Create(new MixtureOptions { Clients = 4, Seed = 5 });

    public static IReadOnlyList<ClientSamples> Clients { get; } =
        FederatedShards.Deal(Data, new() { Kind = FederatedPartitionKind.Given }, seed: 7);

    public static IReadOnlyList<FederatedMember> Members { get; } = [.. Clients.Select(FederatedMember.Of)];

    public static FederationPlan Plan(FederatedMethodKind method = FederatedMethodKind.FedEm, int rounds = 2) => new()
    {
        Workload = "mixture",
        Model = "linear",
        Method = method,
        Learners = method.HasMixture() ? 3 : 1,
        Rounds = rounds,
        BatchSize = 32,
        LearningRate = 0.1,
        Momentum = 0.9,
        Seed = 7,
        Partition = new() { Kind = FederatedPartitionKind.Given, Clients = 4 },
    };

    /// <summary>Hash of the weights that one process comes to.</summary>
    public static string HashOf(FederationPlan plan) => FederatedSimulation.Run(
        plan, Data, Clients, new Ignoring(), workers: 1, CancellationToken.None);

    private sealed class Ignoring : IRunRecorder
    {
        public void Record(RunEvent runEvent)
        {
        }
    }
}
