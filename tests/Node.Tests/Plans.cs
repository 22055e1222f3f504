using SplitLearning.Models;

namespace SplitLearning.Node.Tests;

internal static class Plans
{
    /// <summary>A short split run of three agents.</summary>
    public static TrainingPlan Mnist { get; } = new()
    {
        Workload = "mnist",
        Model = "lenet",
        Cut = "pool2",
        Agents = 3,
        Epochs = 2,
        BatchSize = 64,
        LearningRate = 0.01,
        Momentum = 0.9,
        WeightDecay = 0,
        Seed = 7,
        Threads = 2,
        CheckpointEveryEpochs = 5,
    };
}
