using System.Text.Json.Nodes;

namespace RecoveryBench;

/// <summary>One event of a process and when its line came.</summary>
/// <param name="At">As <see cref="Stopwatch.GetTimestamp"/>.</param>
internal sealed record Told(long At, JsonNode Event)
{
    public string Name => (string?)Event["event"] ?? "";

    public int Batch => (int?)Event["batch"] ?? 0;

    /// <summary>Index of the agent whose turn it is, from 1.</summary>
    public int Agent => (int?)Event["agent"] ?? 0;

    public bool IsTrainedBatch => Name == "batch" && (string?)Event["phase"] == "train";

    /// <summary>In the middle of a training turn, where there is something to lose.</summary>
    public bool IsHalfOfTurn => IsTrainedBatch && Batch == (int)Event["batches"]! / 2;

    /// <summary>Number of the turn in the run, training and testing, from 0.</summary>
    public int TurnOf(int agents) =>
        ((((int)Event["epoch"]! - 1) * 2) + ((string?)Event["phase"] == "train" ? 0 : 1)) * agents + Agent - 1;
}
