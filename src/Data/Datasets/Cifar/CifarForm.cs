using SplitLearning.Data.Datasets.Folders;

namespace SplitLearning.Data.Datasets.Cifar;

/// <summary>CIFAR-10's files: the binary batches, or else ten folders of images.</summary>
internal sealed class CifarForm : IDatasetForm
{
    public const string TestBatch = "test_batch.bin";

    public string Folder => ColourImageFolder.Kind.Folder;

    public IReadOnlyList<string> Names => ColourImageFolder.Kind.Names;

    public string Hint =>
        $"{ColourImageFolder.Kind.Hint}; or else data_batch_1.bin to data_batch_5.bin and {TestBatch}, plain or .gz";

    public IReadOnlyList<string> MissingIn(string folder) =>
        TrainBatches(folder).Length > 0 ? [] : ColourImageFolder.Kind.MissingIn(folder);

    /// <summary>Paths of the batches for training in a folder, by name; also parts of batches.</summary>
    public static string[] TrainBatches(string folder) => !Directory.Exists(folder)
        ? []
        : [.. Directory.EnumerateFiles(folder, "data_batch_*")
            .Where(path => path.EndsWith(".bin", StringComparison.Ordinal)
                || (path.EndsWith(".bin.gz", StringComparison.Ordinal) && !File.Exists(path[..^3])))
            .Order(StringComparer.Ordinal)];

    /// <summary>Path of the test batch; null where there is none.</summary>
    public static string? TestBatchIn(string folder) =>
        DatasetFiles.Has(folder, TestBatch) ? DatasetFiles.PathOf(folder, TestBatch) : null;
}
