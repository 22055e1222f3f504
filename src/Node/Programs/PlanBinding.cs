using SplitLearning.Models;
using SplitLearning.Models.Workloads;
using SplitLearning.Node.Configuration;

namespace SplitLearning.Node.Programs;

/// <summary>Makes the plan of a run from the settings; what they leave open is the workload's own.</summary>
internal static class PlanBinding
{
    /// <exception cref="PlanException">The workload or the layer is unknown.</exception>
    /// <exception cref="ConfigurationErrorException">The values do not go together.</exception>
    public static TrainingPlan From(Settings settings)
    {
        var workload = Workloads.Find(settings.Get(SettingKeys.Workload));
        var own = workload.DefaultPlan;
        var plan = own with
        {
            Cut = settings.Get(SettingKeys.Cut) is var cut && cut == ValueRules.Auto ? own.Cut : cut,
            Agents = settings.Int(SettingKeys.Agents),
            Epochs = settings.Int(SettingKeys.Epochs),
            BatchSize = (int?)settings.Get(SettingKeys.BatchSize) ?? own.BatchSize,
            LearningRate = settings.Get(SettingKeys.LearningRate) ?? own.LearningRate,
            Momentum = settings.Get(SettingKeys.Momentum) ?? own.Momentum,
            WeightDecay = settings.Get(SettingKeys.WeightDecay) ?? own.WeightDecay,
            Seed = settings.Get(SettingKeys.Seed),
            Threads = (int?)settings.Get(SettingKeys.Threads) ?? own.Threads,
            CheckpointEveryEpochs = settings.Int(SettingKeys.CheckpointEveryEpochs),
        };
        return plan.Validate() is { Count: > 0 } errors ? throw new ConfigurationErrorException(errors) : plan;
    }
}
