using SplitLearning.Data.Datasets.Cifar;
using SplitLearning.Data.Datasets.Folders;
using SplitLearning.Data.Datasets.Stored;
using SplitLearning.Data.Datasets.Tables;

namespace SplitLearning.Data.Datasets;

/// <summary>The dataset of a workload.</summary>
/// <param name="Workload">Name on the command line, e.g. <c>mnist</c>.</param>
/// <param name="Form">What it looks like on disk.</param>
/// <param name="Open">Opens it, or draws a synthetic one where it is not to be found.</param>
public sealed record DatasetEntry(string Workload, IDatasetForm Form, Func<DatasetOptions, IDataset> Open)
{
    /// <summary>What its samples may be in a store; the first one where the store does not say.</summary>
    internal IReadOnlyList<SampleForm> Forms { get; init; } = [];
}

/// <summary>All datasets, in the order in which workloads are listed.</summary>
public static class DatasetCatalog
{
    /// <summary>One for each workload.</summary>
    public static IReadOnlyList<DatasetEntry> All { get; } =
    [
        new("mnist", MnistDataset.Files, DigitsDataset.Open) { Forms = [MnistDataset.Pixels] },
        new("malaria", CellsDataset.Kind, CellsDataset.Open) { Forms = [new ImageFileForm(CellsDataset.Kind)] },
        new("oct", ScansDataset.Kind, ScansDataset.Open) { Forms = [new ImageFileForm(ScansDataset.Kind)] },
        new("ecg", HeartbeatsDataset.Form, HeartbeatsDataset.Open)
        {
            Forms = [new NumberForm(HeartbeatForm.Classes, HeartbeatForm.Values)],
        },
        new("cifar10", ColourImagesDataset.Form, ColourImagesDataset.Open)
        {
            Forms = [CifarReader.Pixels, new ImageFileForm(ColourImageFolder.Kind)],
        },
    ];

    /// <summary>The dataset of a workload; null where there is none.</summary>
    public static DatasetEntry? Find(string workload) => All.FirstOrDefault(entry => entry.Workload == workload);
}
