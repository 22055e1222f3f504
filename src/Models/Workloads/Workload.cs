using SplitLearning.Data.Datasets;

namespace SplitLearning.Models.Workloads;

/// <summary>A dataset with its model, its default cut and its hyper-parameters.</summary>
public sealed record Workload
{
    /// <summary>Name on the command line, e.g. <c>mnist</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What a run does when nothing else is said.</summary>
    public required TrainingPlan DefaultPlan { get; init; }

    /// <summary>Opens the dataset: from the folder, else from where <see cref="DatasetLocator"/> finds it, else synthetic.</summary>
    /// <exception cref="DatasetException">The named folder does not hold it.</exception>
    public IDataset OpenDataset(string? folder) => throw new NotSupportedException();
}
