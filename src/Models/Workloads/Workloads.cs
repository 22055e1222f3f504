using SplitLearning.Data.Datasets;

namespace SplitLearning.Models.Workloads;

/// <summary>All workloads, by name.</summary>
public static class Workloads
{
    /// <summary>Every workload, in the order in which they are listed.</summary>
    public static IReadOnlyList<Workload> All { get; } = [new([Networks.LeNet], MnistPlan(), DigitsDataset.Open)];

    /// <summary>Finds a workload by its name.</summary>
    /// <exception cref="UnknownWorkloadException">There is none; the message lists those there are.</exception>
    public static Workload Find(string name) =>
        All.FirstOrDefault(workload => workload.Name == name)
        ?? throw new UnknownWorkloadException(name, All.Select(workload => workload.Name));

    /// <summary>The network that a plan trains.</summary>
    /// <exception cref="UnknownWorkloadException">No workload has the plan's name.</exception>
    /// <exception cref="UnknownNetworkException">The workload has no such network.</exception>
    public static Network NetworkOf(TrainingPlan plan) => Find(plan.Workload).Network(plan.Model);

    // Hyper-parameters of the split-training report; momentum brings LeNet past 98 % in three epochs.
    private static TrainingPlan MnistPlan() => Plan("mnist", Networks.LeNet) with
    {
        LearningRate = 0.01,
        Momentum = 0.9,
    };

    private static TrainingPlan Plan(string workload, Network network) => new()
    {
        Workload = workload,
        Model = network.Name,
        Cut = network.DefaultCut,
        Agents = 3,
        Epochs = 3,
        BatchSize = 64,
        LearningRate = 0.001,
        Momentum = 0,
        WeightDecay = 0,
        Seed = 7,
        Threads = 2, // fixed, not the machine's: other counts give other bits
        CheckpointEveryEpochs = 5,
    };
}
