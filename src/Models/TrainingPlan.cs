using SplitLearning.Data.Partitioning;

namespace SplitLearning.Models;

/// <summary>All that decides a run's outcome: the same plan gives the same weights, bit for bit.</summary>
/// <remarks>Kept as <c>plan.json</c> and sent to every agent at enlistment.</remarks>
public sealed partial record TrainingPlan
{
    /// <summary>Name of the workload, e.g. <c>mnist</c>.</summary>
    public required string Workload { get; init; }

    /// <summary>Name of the network, one of the workload's, e.g. <c>lenet</c>.</summary>
    public required string Model { get; init; }

    /// <summary>The last layer of the client model, e.g. <c>pool2</c>; every later layer is the server's.</summary>
    public required string Cut { get; init; }

    /// <summary>Number of agents; for a central run, whose order of samples it follows.</summary>
    public required int Agents { get; init; }

    /// <summary>How a dataset that all agents hold is divided among them.</summary>
    public Partition Partition { get; init; } = new();

    /// <summary>Passes over all training and then all test shards, from 1.</summary>
    public required int Epochs { get; init; }

    /// <summary>Samples a batch; the last batch of a shard may be short.</summary>
    public required int BatchSize { get; init; }

    /// <summary>How gradients become steps.</summary>
    public OptimizerKind Optimizer { get; init; } = OptimizerKind.Sgd;

    /// <summary>Step size of the optimizer, in the first epoch.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Step size in later epochs.</summary>
    public LearningRateSchedule Schedule { get; init; } = new();

    /// <summary>Momentum of SGD, 0 to below 1; means nothing to the others.</summary>
    public required double Momentum { get; init; }

    /// <summary>L2 penalty added to the gradient; for AdamW the share by which weights shrink.</summary>
    public required double WeightDecay { get; init; }

    /// <summary>SHA-256 of the file of weights to start from, lower-case hex; empty: the seed's.</summary>
    public string WeightsSha256 { get; init; } = "";

    /// <summary>Seed of weights, dropout masks, and of whose samples are whose and their order.</summary>
    public required long Seed { get; init; }

    /// <summary>Threads of torch, the same for every party: other counts sum in another order.</summary>
    public required int Threads { get; init; }

    /// <summary>A checkpoint is written after every so many epochs.</summary>
    public required int CheckpointEveryEpochs { get; init; }
}
