using SplitLearning.Data.Datasets.Cifar;
using SplitLearning.Data.Datasets.Folders;
using SplitLearning.Data.Datasets.Tables;

namespace SplitLearning.Data.Datasets;

/// <summary>The dataset of a workload.</summary>
/// <param name="Workload">Name on the command line, e.g. <c>mnist</c>.</param>
/// <param name="Form">What it looks like on disk.</param>
/// <param name="Open">Opens it, or draws a synthetic one where it is not to be found.</param>
public sealed record DatasetEntry(string Workload, IDatasetForm Form, Func<DatasetOptions, IDataset> Open);

/// <summary>All datasets, in the order in which workloads are listed.</summary>
public static class DatasetCatalog
{
    /// <summary>One for each workload.</summary>
    public static IReadOnlyList<DatasetEntry> All { get; } =
    [
        new("mnist", MnistDataset.Files, DigitsDataset.Open),
        new("malaria", CellsDataset.Kind, CellsDataset.Open),
        new("oct", ScansDataset.Kind, ScansDataset.Open),
        new("ecg", HeartbeatsDataset.Form, HeartbeatsDataset.Open),
        new("cifar10", ColourImagesDataset.Form, ColourImagesDataset.Open),
    ];
}
