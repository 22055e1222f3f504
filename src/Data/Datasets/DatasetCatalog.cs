using SplitLearning.Data.Datasets.Cifar;
using SplitLearning.Data.Datasets.Folders;
using SplitLearning.Data.Datasets.Mixture;
using SplitLearning.Data.Datasets.Stored;
using SplitLearning.Data.Datasets.Tables;

namespace SplitLearning.Data.Datasets;

/// <summary>The dataset of a workload.</summary>
/// <param name="Workload">Name on the command line, e.g. <c>mnist</c>.</param>
/// <param name="Form">What it looks like on disk.</param>
/// <param name="Open">Opens it, or draws a synthetic one where it is not to be found.</param>
public sealed record DatasetEntry(string Workload, IDatasetForm Form, Func<DatasetOptions, IDataset> Open)
{
    /// <summary>What its samples may be in a store, the first where the store does not say; none: no store.</summary>
    internal IReadOnlyList<SampleForm> Forms { get; init; } = [];

    /// <summary>Reads a file of samples without classes as the dataset's own are read.</summary>
    /// <remarks>Given the path and the model's sample shape, where that is known.</remarks>
    internal Func<string, IReadOnlyList<long>?, TensorData> Input { get; init; } = (path, _) =>
        throw new DatasetException($"{path}: this workload's samples are in no files of their own");

    /// <summary>Reads a file that is no part of the dataset, ready for the model: to predict what it shows.</summary>
    /// <param name="path">A PNG or JPEG, one sample; for tables of numbers a CSV file, each row one.</param>
    /// <param name="sampleShape">What the model takes, where samples have no one size; null for the usual one.</param>
    /// <returns>float32 [samples, ...sample shape], at least one.</returns>
    /// <exception cref="DatasetException">It cannot be read or used; the message begins with the path.</exception>
    public TensorData ReadInput(string path, IReadOnlyList<long>? sampleShape = null) => Input(path, sampleShape);
}

/// <summary>All datasets, in the order in which workloads are listed.</summary>
public static class DatasetCatalog
{
    /// <summary>One for each workload.</summary>
    public static IReadOnlyList<DatasetEntry> All { get; } =
    [
        new("mnist", MnistDataset.Files, DigitsDataset.Open)
        {
            Forms = [MnistDataset.Pixels],
            Input = (path, _) => InputFiles.Image(path, MnistDataset.Kind),
        },
        new("malaria", CellsDataset.Kind, CellsDataset.Open)
        {
            Forms = [new ImageFileForm(CellsDataset.Kind)],
            Input = (path, _) => InputFiles.Image(path, CellsDataset.Kind),
        },
        new("oct", ScansDataset.Kind, ScansDataset.Open)
        {
            Forms = [new ImageFileForm(ScansDataset.Kind)],
            Input = (path, _) => InputFiles.Image(path, ScansDataset.Kind),
        },
        new("ecg", HeartbeatsDataset.Form, HeartbeatsDataset.Open)
        {
            Forms = [new NumberForm(HeartbeatForm.Classes, HeartbeatForm.Values)],
            Input = (path, _) => InputFiles.Rows(path, HeartbeatForm.Values, HeartbeatForm.Classes),
        },
        new("cifar10", ColourImagesDataset.Form, ColourImagesDataset.Open)
        {
            Forms = [CifarReader.Pixels, new ImageFileForm(ColourImageFolder.Kind)],
            Input = (path, _) => InputFiles.Image(path, ColourImageFolder.Kind),
        },
        new("mixture", MixtureDataset.Files, MixtureDataset.Open)
        {
            Input = (path, shape) => InputFiles.Rows(
                path, (int)(shape?[0] ?? new MixtureOptions().Dimension), MixtureDataset.Classes),
        },
    ];

    /// <summary>The dataset of a workload; null where there is none.</summary>
    public static DatasetEntry? Find(string workload) => All.FirstOrDefault(entry => entry.Workload == workload);
}
