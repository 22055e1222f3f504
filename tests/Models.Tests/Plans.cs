namespace SplitLearning.Models.Tests;

internal static class Plans
{
    /// <summary>A small run of the mnist workload.</summary>
    public static TrainingPlan Small(string cut = "pool2", int agents = 1, long seed = 7) =>
        Models.Workloads.Workloads.Find("mnist").DefaultPlan with
        {
            Cut = cut,
            Agents = agents,
            Epochs = 1,
            BatchSize = 16,
            Seed = seed,
        };
}
