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

    public required int Agents { get; init; }

    public required string Cut { get; init; }

    public required long Seed { get; init; }

    /// <summary>Epochs of the plan.</summary>
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

    /// <summary>The epoch of the highest test accuracy; the first of equals.</summary>
    public EpochScore? Best { get; init; }

    /// <summary>Every completed epoch.</summary>
    public required IReadOnlyList<EpochScore> Scores { get; init; }

    public required DateTimeOffset Started { get; init; }

    public required double Seconds { get; init; }

    /// <summary>Time in all turns that training waited for data, the first batch of each turn apart.</summary>
    public required double DataWaitSeconds { get; init; }

    /// <summary>Time in all turns that training waited for the turn's first batch.</summary>
    public required double FirstBatchSeconds { get; init; }

    /// <summary>Payload bytes by kind: smashed, gradient, snapshot, checkpoint; empty for a central run.</summary>
    public required IReadOnlyDictionary<string, long> BytesSent { get; init; }

    public string? WeightsSha256 { get; init; }

    public long? Parameters { get; init; }

    public required IReadOnlyDictionary<string, string> Versions { get; init; }

    /// <summary>The checkpoint that the run went on from; null for a run from the beginning.</summary>
    public string? ResumedFrom { get; init; }
}

/// <summary>How a run stands.</summary>
internal enum RunStatus
{
    Finished,
    Failed,
    Interrupted,
}

/// <param name="Seconds">Training and testing together.</param>
internal sealed record EpochScore(
    int Epoch, double TrainLoss, double TrainAccuracy, double TestLoss, double TestAccuracy, double Seconds);
