using SplitLearning.Data.Datasets;
using SplitLearning.Models.Layers;

namespace SplitLearning.Models.Workloads;

/// <summary>A dataset with its model, its default cut and its hyper-parameters.</summary>
/// <param name="Architecture">The network.</param>
/// <param name="DefaultPlan">What a run does when nothing else is said.</param>
/// <param name="Open">Opens the dataset from a folder, or from wherever it is when none is named.</param>
public sealed record Workload(Architecture Architecture, TrainingPlan DefaultPlan, Func<DatasetOptions, IDataset> Open)
{
    /// <summary>Name on the command line, e.g. <c>mnist</c>.</summary>
    public string Name => DefaultPlan.Workload;

    /// <summary>Names of the classes, in the order of the labels; digits where the workload has no others.</summary>
    public IReadOnlyList<string> ClassNames => KnownClassNames.Of(Name, Architecture.Classes);

    /// <summary>Opens the dataset: from a folder, else as <see cref="DatasetLocator"/> finds it or draws it.</summary>
    /// <exception cref="DatasetException">The named folder does not hold it, or a file is damaged.</exception>
    public IDataset OpenDataset(DatasetOptions options) => Open(options);
}
