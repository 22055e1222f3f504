using SplitLearning.Data.Datasets;
using SplitLearning.Models.Architectures;

namespace SplitLearning.Models.Workloads;

/// <summary>All workloads, by name.</summary>
public static class Workloads
{
    /// <summary>Every workload, in the order in which they are listed.</summary>
    public static IReadOnlyList<Workload> All { get; } = [new(LeNet.Architecture, MnistPlan(), DigitsDataset.Open)];

    /// <summary>Finds a workload by its name.</summary>
    /// <exception cref="UnknownWorkloadException">There is none; the message lists those there are.</exception>
    public static Workload Find(string name) =>
        All.FirstOrDefault(workload => workload.Name == name)
        ?? throw new UnknownWorkloadException(name, All.Select(workload => workload.Name));

    // Hyper-parameters of the split-training report; momentum brings LeNet past 98 % in three epochs.
    private static TrainingPlan MnistPlan() => new()
    {
        Workload = "mnist",
        Cut = "pool2",
        Agents = 3,
        Epochs = 3,
        BatchSize = 64,
        LearningRate = 0.01,
        Momentum = 0.9,
        WeightDecay = 0,
        Seed = 7,
        Threads = 2, // fixed, not the machine's: other counts give other bits
        CheckpointEveryEpochs = 5,
    };
}
