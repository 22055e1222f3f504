using SplitLearning.Models;
using SplitLearning.Models.Federated;

namespace SplitLearning.Node.Records;

/// <summary>What <c>summary.json</c> repeats of a plan, whichever kind it is.</summary>
/// <param name="Agents">Parties; clients of a federated run, 0 as long as nobody knows how many.</param>
/// <param name="Cut">Null where there is none.</param>
/// <param name="Epochs">Rounds of a federated run.</param>
internal sealed record PlanOutline(
    string Workload, int Agents, string? Cut, long Seed, int Epochs, int BatchSize, double LearningRate, int Threads)
{
    public static PlanOutline Of(TrainingPlan plan) => new(
        plan.Workload, plan.Agents, plan.Cut, plan.Seed, plan.Epochs, plan.BatchSize, plan.LearningRate,
        plan.Threads);

    public static PlanOutline Of(FederationPlan plan) => new(
        plan.Workload, plan.Partition.Clients ?? 0, Cut: null, plan.Seed, plan.Rounds, plan.BatchSize, plan.LearningRate,
        plan.Threads);
}
