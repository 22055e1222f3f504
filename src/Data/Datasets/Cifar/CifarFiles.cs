namespace SplitLearning.Data.Datasets.Cifar;

/// <summary>CIFAR-10's binary batches in a folder: <c>data_batch_*.bin</c> and <c>test_batch.bin</c>, or <c>.gz</c>.
/// </summary>
/// <remarks>Any number of training batches will do, also parts of one; the test batch may be missing.</remarks>
internal sealed class CifarFiles : IDatasetForm
{
    private const string TrainBatches = "data_batch_*.bin";
    private const string TestBatch = "test_batch.bin";

    public string Folder => "cifar10";

    public IReadOnlyList<string> Names { get; } = [TrainBatches];

    public string Hint => "plain or .gz";

    public IReadOnlyList<string> MissingIn(string folder) => TrainFiles(folder).Count > 0 ? [] : Names;

    /// <summary>The training batches, by name.</summary>
    public static IReadOnlyList<string> TrainFiles(string folder) => Matching(folder, TrainBatches);

    /// <summary>The test batch, or null.</summary>
    public static string? TestFile(string folder) => Matching(folder, TestBatch).FirstOrDefault();

    // Of a batch that is there plain and packed, the plain one.
    private static List<string> Matching(string folder, string pattern) => !Directory.Exists(folder)
        ? []
        : [.. Directory.EnumerateFiles(folder, pattern).Concat(Directory.EnumerateFiles(folder, pattern + ".gz"))
            .GroupBy(path => path.EndsWith(".gz", StringComparison.Ordinal) ? path[..^3] : path)
            .OrderBy(batch => batch.Key, StringComparer.Ordinal)
            .Select(batch => batch.MinBy(path => path.Length)!)];
}
