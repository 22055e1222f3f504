using System.Text.Json.Serialization;
using SplitLearning.Data.Partitioning.Federated;
using SplitLearning.Models.Workloads;

namespace SplitLearning.Models.Federated;

/// <summary>All that decides the outcome of federated training: the same plan gives the same weights.</summary>
/// <remarks>Bit for bit, however many processes and threads run the clients.</remarks>
public sealed partial record FederationPlan
{
    /// <summary>Name of the workload, e.g. <c>cifar10</c>.</summary>
    public required string Workload { get; init; }

    /// <summary>Name of the network, one of the workload's, e.g. <c>cnn</c>.</summary>
    public required string Model { get; init; }

    /// <summary>By which clients train together.</summary>
    public required FederatedMethodKind Method { get; init; }

    /// <summary>Learners of an ensemble; 1 where the method has no mixture.</summary>
    public int Learners { get; init; } = 1;

    /// <summary>From 1.</summary>
    public required int Rounds { get; init; }

    /// <summary>Passes of a client over its data in a round, from 1.</summary>
    public int LocalEpochs { get; init; } = 1;

    /// <summary>
    /// Samples a batch. The last, short batch of an epoch is left out, but where a client has no other.
    /// </summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Step size of SGD, in the first round.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Step size in later rounds: what it calls epochs are rounds.</summary>
    public LearningRateSchedule Schedule { get; init; } = new();

    /// <summary>Momentum of SGD, 0 to below 1; each client keeps its own from round to round.</summary>
    public double Momentum { get; init; }

    /// <summary>L2 penalty added to the gradient.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Seed of weights (learner m of them from the seed plus m), of data, orders and choices.</summary>
    public required long Seed { get; init; }

    /// <summary>
    /// SHA-256 of the file whose weights all learners start from, lower-case hex; null: they start from the seed. What
    /// the file lacks, e.g. the last layer for other classes, is of each learner's seed all the same.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] // plans without one keep their hash
    public string? WeightsSha256 { get; init; }

    /// <summary>Share of the clients that take part in a round, above 0 to 1; at least one does.</summary>
    public double Participation { get; init; } = 1;

    /// <summary>Threads of one operation of torch: other counts sum in another order.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>A checkpoint is written after every so many rounds.</summary>
    public int CheckpointEveryRounds { get; init; } = 5;

    /// <summary>All clients are evaluated after every so many rounds, and after the last one.</summary>
    public int EvaluateEveryRounds { get; init; } = 1;

    /// <summary>How data are dealt to clients.</summary>
    public FederatedPartition Partition { get; init; } = new();

    /// <summary>What single methods want to know.</summary>
    public MethodParameters Parameters { get; init; } = new();

    /// <summary>A network that no workload has, for tests; null: the named one. The hash leaves it out.</summary>
    internal Network? Unlisted { get; init; }
}
