using SplitLearning.Data.Partitioning;
using SplitLearning.Models;

namespace SplitLearning.Actors.Tests.Fakes;

internal static class Plans
{
    /// <summary>A small plan; tests change what they are about.</summary>
    public static TrainingPlan Of(int agents, int epochs = 1) => new()
    {
        Workload = "mnist",
        Model = "lenet",
        Cut = "pool2",
        Agents = agents,
        Epochs = epochs,
        BatchSize = 2,
        LearningRate = 0.01,
        Momentum = 0.9,
        WeightDecay = 0.0001,
        Seed = 7,
        Threads = 1,
        CheckpointEveryEpochs = 1000,
    };

    /// <summary>A plan whose optional parts are all filled.</summary>
    public static TrainingPlan Scheduled { get; } = Of(agents: 1) with
    {
        Optimizer = OptimizerKind.AdamW,
        Schedule = new()
        {
            Kind = ScheduleKind.MultiStep,
            StepEpochs = 7,
            Gamma = 0.3,
            Milestones = "100,150",
            LeastRate = 0.001,
        },
        Partition = new() { Kind = PartitionKind.Dirichlet, Weights = "3", Alpha = 0.1 },
        WeightsSha256 = new string('a', 64),
    };
}
