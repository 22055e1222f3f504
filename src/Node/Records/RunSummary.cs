using SplitLearning.Models.Training;

namespace SplitLearning.Node.Records;

/// <summary>What <c>summary.json</c> says; one object with the plan's main figures and the outcome.</summary>
internal sealed record RunSummary
{
    public required string RunId { get; init; }

    public required RunMode Mode { get; init; }

    public required RunStatus Status { get; init; }

    /// <summary>One line that names the cause; null when the run finished.</summary>
    public string? Error { get; init; }

    public required string Workload { get; init; }

    /// <summary>Which data it was, real or synthetic; null when the run ended before it began.</summary>
    public string? Data { get; init; }

    /// <summary>Parties; clients of a federated run.</summary>
    public required int Agents { get; init; }

    /// <summary>Null for a federated run, as it has none.</summary>
    public required string? Cut { get; init; }

    public required long Seed { get; init; }

    /// <summary>Epochs of the plan; of a federated run rounds. So it is with all that is said of epochs.</summary>
    public required int Epochs { get; init; }

    /// <summary>Epochs that were completed, test phase included.</summary>
    public required int EpochsDone { get; init; }

    public required int BatchSize { get; init; }

    public required double LearningRate { get; init; }

    public required int Threads { get; init; }

    /// <summary>Of the last epoch; so are the three after it.</summary>
    public double? TrainLoss { get; init; }

    public double? TrainAccuracy { get; init; }

    public double? TestLoss { get; init; }

    public double? TestAccuracy { get; init; }

    /// <summary>The last completed epoch.</summary>
    public EpochScore? Last { get; init; }

    /// <summary>The epoch of the highest test accuracy; the first of equals.</summary>
    public EpochScore? Best { get; init; }

    /// <summary>Every completed epoch.</summary>
    public required IReadOnlyList<EpochScore> Scores { get; init; }

    /// <summary>Each class in the last epoch's training; null before its first end. So is the one after it.</summary>
    public ClassReport? TrainClasses { get; init; }

    public ClassReport? TestClasses { get; init; }

    /// <summary>When the run began; for one that was gone on with, when the newest session did.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>Of all sessions; breaks between them do not count.</summary>
    public required double Seconds { get; init; }

    /// <summary>Time in all turns that training waited for data, the first batch of each turn apart.</summary>
    public double DataWaitSeconds { get; init; }

    /// <summary>Time in all turns that training waited for the turn's first batch.</summary>
    public double FirstBatchSeconds { get; init; }

    /// <summary>Seconds of all completed epochs: without start, checkpoints and end.</summary>
    public double EpochSeconds => Scores.Sum(score => score.Seconds);

    /// <summary>Payload bytes by kind: smashed, gradient, snapshot, checkpoint; empty for a central run.</summary>
    public required IReadOnlyDictionary<string, long> BytesSent { get; init; }

    /// <summary>What handing the client model on has cost; nothing for a central run.</summary>
    public SnapshotTimes? Snapshots { get; init; }

    public string? WeightsSha256 { get; init; }

    public long? Parameters { get; init; }

    public required IReadOnlyDictionary<string, string> Versions { get; init; }

    /// <summary>The machine of the process that wrote this.</summary>
    public IReadOnlyDictionary<string, string>? Machine { get; init; }

    /// <summary>The parties with their shards and data, in the order of the round.</summary>
    public IReadOnlyList<RunAgent> Shards { get; init; } = [];

    /// <summary>The checkpoint that the run went on from; null for a run from the beginning.</summary>
    public string? ResumedFrom { get; init; }

    /// <summary>What was changed in the plan when the run was gone on with, in the order of the run.</summary>
    public IReadOnlyList<PlanChanged> PlanChanges { get; init; } = [];

    /// <summary>What went wrong on the way and was made good; null when nothing did.</summary>
    public RecoveryTally? Recovery { get; init; }

    /// <summary>The clients when they were last evaluated; null for other runs, and before the first time.</summary>
    public FederatedScores? Federated { get; init; }
}

/// <param name="Round">In which they were evaluated.</param>
/// <param name="BottomDecile">Test accuracy that nine clients of ten exceed, 0 to 1.</param>
/// <param name="ValidationAccuracy">Over all validation samples of clients that may train; null without any.</param>
/// <param name="UnseenTestAccuracy">Over all test samples of clients held out of training; null without any.</param>
internal sealed record FederatedScores(
    int Round, double? BottomDecile, double? ValidationAccuracy, double? UnseenTestAccuracy,
    IReadOnlyList<RoundClient> Clients)
{
    public static FederatedScores Of(RoundFinished round) =>
        new(round.Round, round.BottomDecile, round.Validation?.Accuracy, round.UnseenTest?.Accuracy, round.Clients);
}

/// <param name="AgentsLost">How often an agent was lost.</param>
/// <param name="AgentsReturned">How often one came back.</param>
/// <param name="TurnsRedone">Turns that were done once more.</param>
/// <param name="CheckpointsFailed">Checkpoints that were due and could not be written.</param>
/// <param name="ServerStarts">How often the server began again, from a checkpoint or from the beginning.</param>
/// <param name="LeftOut">Who took no part in which epoch, or not to its end.</param>
internal sealed record RecoveryTally(
    int AgentsLost, int AgentsReturned, int TurnsRedone, int CheckpointsFailed, int ServerStarts,
    IReadOnlyList<LeftOut> LeftOut);

/// <summary>An agent whose data an epoch went without.</summary>
internal sealed record LeftOut(int Epoch, string Agent);

/// <summary>How a run stands.</summary>
internal enum RunStatus
{
    /// <summary>All of its plan is done.</summary>
    Finished,

    /// <summary>It was given up; the summary's error says why.</summary>
    Failed,

    /// <summary>Somebody stopped it.</summary>
    Interrupted,

    /// <summary>It is under way, or its process ended without a word.</summary>
    Unfinished,
}

/// <param name="Seconds">Training and testing together.</param>
internal sealed record EpochScore(
    int Epoch, double TrainLoss, double TrainAccuracy, double TestLoss, double TestAccuracy, double Seconds,
    double TrainSeconds, double TestSeconds);
