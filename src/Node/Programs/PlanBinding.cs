using SplitLearning.Actors.Protocols;
using SplitLearning.Data.Partitioning;
using SplitLearning.Models;
using SplitLearning.Models.State;
using SplitLearning.Models.Workloads;
using SplitLearning.Node.Configuration;

namespace SplitLearning.Node.Programs;

/// <summary>Makes the plan of a run from the settings; what they leave open is the workload's own.</summary>
internal static class PlanBinding
{
    /// <param name="weights">The file to start from; null for none.</param>
    /// <exception cref="PlanException">The workload, the network or the layer is unknown.</exception>
    /// <exception cref="ConfigurationErrorException">The values do not go together.</exception>
    public static TrainingPlan From(Settings settings, WeightsFile? weights = null)
    {
        var plan = Unchecked(settings, weights);
        return (IReadOnlyList<string>)[.. plan.Validate(), .. AgainstShards(settings)] is { Count: > 0 } errors
            ? throw new ConfigurationErrorException(errors)
            : plan;
    }

    /// <summary>The plan whose values need not go together: of some settings the rest may stand elsewhere.</summary>
    /// <param name="sampleShape">Of the data, where they are known already: decides between networks.</param>
    /// <exception cref="PlanException">The workload or the network is unknown.</exception>
    public static TrainingPlan Unchecked(
        Settings settings, WeightsFile? weights = null, IReadOnlyList<long>? sampleShape = null)
    {
        var workload = Workloads.Find(settings.Get(SettingKeys.Workload));
        var own = workload.DefaultPlan;
        var network = settings.Get(SettingKeys.Model) is var model && model == ValueRules.Auto
            ? workload.NetworkFor(sampleShape)
            : workload.Network(model);
        return own with
        {
            Model = network.Name,
            Cut = settings.Get(SettingKeys.Cut) is var cut && cut == ValueRules.Auto ? network.DefaultCut : cut,
            Agents = settings.Int(SettingKeys.Agents),
            Partition = Partition(settings),
            Epochs = settings.Int(SettingKeys.Epochs),
            BatchSize = (int?)settings.Get(SettingKeys.BatchSize) ?? own.BatchSize,
            Optimizer = settings.Get(SettingKeys.Optimizer) ?? own.Optimizer,
            LearningRate = settings.Get(SettingKeys.LearningRate) ?? own.LearningRate,
            Schedule = Schedule(settings),
            Momentum = settings.Get(SettingKeys.Momentum) ?? own.Momentum,
            WeightDecay = settings.Get(SettingKeys.WeightDecay) ?? own.WeightDecay,
            WeightsSha256 = weights?.Sha256 ?? "",
            Seed = settings.Get(SettingKeys.Seed),
            Threads = (int?)settings.Get(SettingKeys.Threads) ?? own.Threads,
            CheckpointEveryEpochs = settings.Int(SettingKeys.CheckpointEveryEpochs),
        };
    }

    private static Partition Partition(Settings settings) => new()
    {
        Kind = settings.Get(SettingKeys.PartitionKind),
        Weights = settings.Get(SettingKeys.PartitionWeights) is var list && list == ValueRules.None ? "" : list,
        Alpha = settings.Get(SettingKeys.PartitionAlpha),
    };

    private static IEnumerable<string> AgainstShards(Settings settings)
    {
        if (settings.Get(SettingKeys.Shards) == ShardMode.Simulated)
            return [];
        (SettingKey Key, string Right)[] keys =
        [
            (SettingKeys.PartitionKind, nameof(PartitionKind.Contiguous).ToLowerInvariant()),
            (SettingKeys.PartitionWeights, ValueRules.None),
        ];
        return keys.Where(key => settings.Text(key.Key).Trim() != key.Right).Select(key =>
            $"{key.Key.Path} is '{settings.Text(key.Key)}'; it must be {key.Right} where {SettingKeys.Shards.Path} is "
            + "private, as then each agent uses all of its own data.");
    }

    private static LearningRateSchedule Schedule(Settings settings) => new()
    {
        Kind = settings.Get(SettingKeys.Schedule),
        StepEpochs = settings.Int(SettingKeys.ScheduleStepEpochs),
        Gamma = settings.Get(SettingKeys.ScheduleGamma),
        Milestones = settings.Get(SettingKeys.ScheduleMilestones) is var list && list == ValueRules.None ? "" : list,
        LeastRate = settings.Get(SettingKeys.ScheduleLeastRate),
    };
}
