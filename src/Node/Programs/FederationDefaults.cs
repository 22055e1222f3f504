using SplitLearning.Data.Partitioning.Federated;
using SplitLearning.Models;
using SplitLearning.Models.Federated;
using SplitLearning.Models.Workloads;

namespace SplitLearning.Node.Programs;

/// <summary>What the optimizer of a federated run does when nothing else is said, and who has which classes.</summary>
internal sealed record FederationDefaults(double LearningRate, double Momentum, double WeightDecay)
{
    /// <summary>How many classes each group has; empty: each class is a group.</summary>
    public string Groups { get; private init; } = "";

    // Learners of a mixture share the samples' weights: each has a part of the gradient, and bears larger steps.
    public static FederationDefaults Of(Workload workload, FederatedMethodKind method) => workload.Name switch
    {
        "cifar10" => new(OfCifar10(method), Momentum: 0.9, WeightDecay: 5e-4)
        {
            Groups = new FederatedPartition().Groups,
        },
        // Measured: at smaller rates the learners take longer to part, see docs/guides/federated.md.
        "mixture" => new(method.HasMixture() ? 2 : 0.1, Momentum: 0, WeightDecay: 0),
        // Clients have SGD; a rate that was chosen for Adam would take it nowhere.
        _ when workload.DefaultPlan.Optimizer != OptimizerKind.Sgd => new(0.01, Momentum: 0.9, WeightDecay: 0),
        _ => new(
            workload.DefaultPlan.LearningRate, workload.DefaultPlan.Momentum, workload.DefaultPlan.WeightDecay),
    };

    // Those of the commands by which FedEM's authors (arXiv:2108.10252) made their table; the rest is as FedAvg.
    private static double OfCifar10(FederatedMethodKind method) => method switch
    {
        FederatedMethodKind.FedEm or FederatedMethodKind.DFedEm or FederatedMethodKind.Local => 0.03,
        FederatedMethodKind.Clustered => 0.003,
        FederatedMethodKind.FedAvgPlus or FederatedMethodKind.PFedMe => 0.001,
        _ => 0.01,
    };
}
