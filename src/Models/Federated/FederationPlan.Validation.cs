using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using SplitLearning.Models.State;
using SplitLearning.Models.Workloads;

namespace SplitLearning.Models.Federated;

public sealed partial record FederationPlan
{
    private const int MostLearners = 64;

    /// <summary>What is wrong, a line each with the value and what would be right; empty when valid.</summary>
    public IReadOnlyList<string> Validate() =>
    [
        .. ValidateModel(),
        .. Within(nameof(Method), (int)Method, 0, (int)FederatedMethodKind.QFfl),
        .. ValidateLearners(),
        .. Within(nameof(Rounds), Rounds, 1, 1_000_000),
        .. Within(nameof(LocalEpochs), LocalEpochs, 1, 10_000),
        .. Within(nameof(BatchSize), BatchSize, 1, 65_536),
        .. Check(nameof(LearningRate), LearningRate, LearningRate is > 0 and <= 1000, "above 0, at most 1000"),
        .. Schedule.Validate(LearningRate),
        .. Check(nameof(Momentum), Momentum, Momentum is >= 0 and < 1, "0 to below 1"),
        .. Check(nameof(WeightDecay), WeightDecay, WeightDecay is >= 0 and <= 1000, "0 to 1000"),
        .. Check(nameof(Participation), Participation, Participation is > 0 and <= 1, "above 0, at most 1"),
        .. WeightsFile.Validate(WeightsSha256 ?? ""),
        .. Within(nameof(Threads), Threads, 1, 1024),
        .. Within(nameof(CheckpointEveryRounds), CheckpointEveryRounds, 1, 1_000_000),
        .. Within(nameof(EvaluateEveryRounds), EvaluateEveryRounds, 1, 1_000_000),
        .. Partition.Validate(),
        .. Parameters.Validate(),
    ];

    /// <summary>Throws unless <see cref="Validate"/> finds nothing.</summary>
    /// <exception cref="UnknownWorkloadException">No workload has this name.</exception>
    /// <exception cref="UnknownNetworkException">The workload has no network of this name.</exception>
    /// <exception cref="PlanException">Another value is out of range; the message has all that is wrong.</exception>
    public void EnsureValid()
    {
        _ = Network();
        var problems = Validate();
        if (problems.Count > 0)
            throw new PlanException($"Plan is not valid: {string.Join("; ", problems)}");
    }

    /// <summary>SHA-256 of the plan as JSON, lower-case hex: equal plans, equal hash.</summary>
    public string Sha256() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this)));

    /// <summary>The network that the plan trains.</summary>
    /// <exception cref="UnknownWorkloadException">No workload has this name.</exception>
    /// <exception cref="UnknownNetworkException">The workload has no network of this name.</exception>
    public Network Network() => Unlisted ?? Workloads.Workloads.Find(Workload).Network(Model);

    /// <summary>Step size in a round, from 1.</summary>
    public double LearningRateAt(int round) => Schedule.RateAt(round, LearningRate, Rounds);

    /// <summary>Whether a checkpoint is written after this round.</summary>
    public bool IsCheckpointDue(int round) => round % CheckpointEveryRounds == 0;

    /// <summary>Whether all clients are evaluated after this round.</summary>
    public bool IsEvaluationDue(int round) => round % EvaluateEveryRounds == 0 || round == Rounds;

    /// <summary>What the optimizer of a learner wants to know.</summary>
    internal TrainingPlan OfOptimizer(Network network) => new()
    {
        Workload = Workload,
        Model = Model,
        Cut = network.DefaultCut,
        Agents = 1,
        Epochs = Rounds,
        BatchSize = BatchSize,
        LearningRate = LearningRate,
        Momentum = Momentum,
        WeightDecay = WeightDecay,
        Seed = Seed,
        Threads = Threads,
        CheckpointEveryEpochs = CheckpointEveryRounds,
    };

    private IEnumerable<string> ValidateModel()
    {
        try
        {
            _ = Network();
            return [];
        }
        catch (PlanException unknown)
        {
            return [unknown.Message];
        }
    }

    private IEnumerable<string> ValidateLearners() => !Enum.IsDefined(Method) ? []
        : Method.HasMixture()
        ? Within(nameof(Learners), Learners, 1, MostLearners)
        : Check(nameof(Learners), Learners, Learners == 1, $"1, as {Method.Word()} has no mixture of learners");

    private static IEnumerable<string> Within(string name, int value, int least, int most) =>
        Check(name, value, value >= least && value <= most, $"{least} to {most}");

    private static IEnumerable<string> Check(string name, double value, bool isRight, string right) =>
        isRight ? [] : [$"{name} is {value.ToString(CultureInfo.InvariantCulture)}; it must be {right}"];
}
