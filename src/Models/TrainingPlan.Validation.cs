using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using SplitLearning.Data.Partitioning;
using SplitLearning.Models.State;

namespace SplitLearning.Models;

public sealed partial record TrainingPlan
{
    private const int MostAgents = 10_000;

    /// <summary>What is wrong, a line each with the value and what would be right; empty when valid.</summary>
    public IReadOnlyList<string> Validate() =>
    [
        .. ValidateModel(),
        .. Within(nameof(Agents), Agents, 1, MostAgents),
        .. ValidatePartition(),
        .. Within(nameof(Epochs), Epochs, 1, 1_000_000),
        .. Within(nameof(BatchSize), BatchSize, 1, 65_536),
        .. Within(nameof(Optimizer), (int)Optimizer, 0, (int)OptimizerKind.AdamW),
        .. Check(nameof(LearningRate), LearningRate, LearningRate is > 0 and <= 1000, "above 0, at most 1000"),
        .. Schedule.Validate(LearningRate),
        .. Check(nameof(Momentum), Momentum, Momentum is >= 0 and < 1, "0 to below 1"),
        .. Check(nameof(WeightDecay), WeightDecay, WeightDecay is >= 0 and <= 1000, "0 to 1000"),
        .. WeightsFile.Validate(WeightsSha256),
        .. Within(nameof(Threads), Threads, 1, 1024),
        .. Within(nameof(CheckpointEveryEpochs), CheckpointEveryEpochs, 1, 1_000_000),
    ];

    /// <summary>Throws unless <see cref="Validate"/> finds nothing.</summary>
    /// <exception cref="UnknownWorkloadException">No workload has this name.</exception>
    /// <exception cref="UnknownNetworkException">The workload has no network of this name.</exception>
    /// <exception cref="UnknownLayerException">The network cannot be cut behind this layer.</exception>
    /// <exception cref="PlanException">Another value is out of range; the message has all that is wrong.</exception>
    public void EnsureValid()
    {
        _ = Workloads.Workloads.NetworkOf(this).Architecture.ClientLayers(Cut);
        var problems = Validate();
        if (problems.Count > 0)
            throw new PlanException($"Plan is not valid: {string.Join("; ", problems)}");
    }

    /// <summary>SHA-256 of the plan as JSON, lower-case hex: equal plans, equal hash.</summary>
    public string Sha256() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this)));

    /// <summary>Whether a hash is this plan's, also one from before plans had a partition.</summary>
    internal bool HasSha256(string sha256) =>
        sha256 == Sha256() || (Partition == new Partition() && sha256 == Sha256WithoutPartition());

    /// <summary>Step size in an epoch, from 1.</summary>
    public double LearningRateAt(int epoch) => Schedule.RateAt(epoch, LearningRate, Epochs);

    /// <summary>Whether a checkpoint is written after this epoch.</summary>
    public bool IsCheckpointDue(int epoch) => epoch % CheckpointEveryEpochs == 0;

    private string Sha256WithoutPartition()
    {
        var fields = JsonSerializer.SerializeToNode(this)!.AsObject();
        fields.Remove(nameof(Partition));
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(fields)));
    }

    private IEnumerable<string> ValidateModel()
    {
        try
        {
            _ = Workloads.Workloads.NetworkOf(this).Architecture.ClientLayers(Cut);
            return [];
        }
        catch (PlanException unknown)
        {
            return [unknown.Message];
        }
    }

    // For a number of agents that cannot be, nobody can say how many weights are right.
    private IReadOnlyList<string> ValidatePartition() =>
        Agents is >= 1 and <= MostAgents ? Partition.Validate(Agents) : [];

    private static IEnumerable<string> Within(string name, int value, int least, int most) =>
        Check(name, value, value >= least && value <= most, $"{least} to {most}");

    private static IEnumerable<string> Check(string name, double value, bool isRight, string right) =>
        isRight ? [] : [$"{name} is {value.ToString(CultureInfo.InvariantCulture)}; it must be {right}"];
}
