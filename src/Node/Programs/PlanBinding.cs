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
        var workload = Workloads.Find(settings.Get(SettingKeys.Workload));
        var own = workload.DefaultPlan;
        var network = settings.Get(SettingKeys.Model) is var model && model == ValueRules.Auto
            ? workload.Networks[0]
            : workload.Network(model);
        var plan = own with
        {
            Model = network.Name,
            Cut = settings.Get(SettingKeys.Cut) is var cut && cut == ValueRules.Auto ? network.DefaultCut : cut,
            Agents = settings.Int(SettingKeys.Agents),
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
        return plan.Validate() is { Count: > 0 } errors ? throw new ConfigurationErrorException(errors) : plan;
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
