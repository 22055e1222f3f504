using SplitLearning.Data.Datasets.Synthetic;

namespace SplitLearning.Data.Datasets.Tables;

/// <summary>Heartbeats of five classes (N, S, V, F, Q = 0 to 4): float32 [B, 187] in [0, 1], 125 values a second.
/// </summary>
/// <remarks>
/// CSV files <c>mitbih_train.csv</c> and <c>mitbih_test.csv</c> of 187 values and the class a row; the test file may be
/// missing. The published ones are sorted by class, so rows are mixed, by a fixed seed. Source: Kachuee et al., "ECG
/// heartbeat classification: a deep transferable representation", arXiv:1805.00794, from the MIT-BIH database.
/// </remarks>
public static class HeartbeatsDataset
{
    internal const int Columns = 187;
    internal const int Classes = 5;
    internal const string TrainFile = "mitbih_train.csv";
    internal const string TestFile = "mitbih_test.csv";

    internal static DatasetFiles Files { get; } = new("ecg", [TrainFile]);

    private static DatasetFiles TestFiles { get; } = new("ecg", [TestFile]);

    /// <summary>Opens the tables in a folder or a usual place; draws synthetic beats where there are none.</summary>
    /// <exception cref="DatasetException">
    /// A named folder does not hold them, or a row is bad and <see cref="BadSamplePolicy.Stop"/> holds.
    /// </exception>
    public static IDataset Open(DatasetOptions options) =>
        Subset.Of(Open(options, DatasetLocator.OfProcess()), options.Fraction);

    internal static IDataset Open(DatasetOptions options, DatasetLocator locator) =>
        locator.Find(options.Folder, Files) is { } home ? Load(home, options) : SyntheticHeartbeats.Create();

    internal static IDataset Load(string folder, DatasetOptions options)
    {
        var skipped = new List<BadSample>();
        var all = Read(DatasetFiles.PathOf(folder, TrainFile));
        var given = TestFiles.MissingIn(folder).Count == 0 ? Read(DatasetFiles.PathOf(folder, TestFile)) : null;
        var (train, test, origin) = MixedDivision.Of(all, given, options);
        return new SignalDataset($"heartbeats from {folder} ({origin})", Classes, Columns, train, test)
        {
            Skipped = skipped,
        };

        Signals Read(string path) => HeartbeatsReader.Read(
            path, Columns, Classes, options.OnBadSample == BadSamplePolicy.Skip ? skipped : null);
    }
}
