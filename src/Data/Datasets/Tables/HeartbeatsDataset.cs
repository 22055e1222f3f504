using SplitLearning.Data.Datasets.Synthetic;

namespace SplitLearning.Data.Datasets.Tables;

/// <summary>Heartbeats, as electrocardiograms: float32 [B, 187], 125 samples a second, classes N, S, V, F, Q.</summary>
/// <remarks>
/// CSV of 188 columns, the last one the class, 0 to 4; taken as they are: the files' values are 0 to 1 already. The
/// files are sorted by class, so samples are brought into a mixed order. Source: Kachuee, Fazeli and Sarrafzadeh, "ECG
/// heartbeat classification: a deep transferable representation", arXiv:1805.00794, from the MIT-BIH arrhythmia
/// database (Moody and Mark 2001).
/// </remarks>
public static class HeartbeatsDataset
{
    internal static HeartbeatForm Form { get; } = new();

    /// <summary>Opens the files in a folder or a usual place; draws synthetic beats where there are none.</summary>
    /// <exception cref="DatasetException">
    /// A named folder does not hold them, or a row is bad and <see cref="BadSamplePolicy.Stop"/> holds.
    /// </exception>
    public static IDataset Open(DatasetOptions options) =>
        Subset.Of(Open(options, DatasetLocator.OfProcess()), options.Fraction);

    internal static IDataset Open(DatasetOptions options, DatasetLocator locator) =>
        locator.Find(options.Folder, Form) is { } home ? Load(home, options) : SyntheticHeartbeats.Create();

    private static TableDataset Load(string home, DatasetOptions options)
    {
        var (trainFile, testFile) = HeartbeatForm.FilesOf(home);
        var (rows, skipped) = ReadFile(trainFile, options);
        var order = LabelledOrder.Mixed(rows.Count, nameof(Phase.Train));
        if (testFile is null)
        {
            var (train, test) = LabelledOrder.Divided(order, rows.Labels, HeartbeatForm.Classes, options.TestFraction);
            train = Balanced(train, rows);
            return Of($"heartbeats from {trainFile} (test beats chosen by seed)",
                rows.Pick(train), rows.Pick(test), skipped, (train, test));
        }

        var (testRows, testSkipped) = ReadFile(testFile, options);
        var testOrder = LabelledOrder.Mixed(testRows.Count, nameof(Phase.Test));
        order = Balanced(order, rows);
        return Of($"heartbeats from {home} (train and test as given)", rows.Pick(order), testRows.Pick(testOrder),
            [.. skipped, .. testSkipped], (order, Array.ConvertAll(testOrder, row => rows.Count + row)));

        int[] Balanced(int[] order, TableRows rows) =>
            LabelledOrder.Balanced(order, rows.Labels, HeartbeatForm.Classes, options.PerClass);
    }

    private static (TableRows Rows, IReadOnlyList<BadSample> Bad) ReadFile(string path, DatasetOptions options)
    {
        var (rows, bad) = CsvTable.Read(path, HeartbeatForm.Values, HeartbeatForm.Classes, options.OnBadSample);
        return rows.Count > 0
            ? (rows, bad)
            : throw new DatasetException($"{path}: expected rows of {HeartbeatForm.Values + 1} columns, found none" +
                (bad.Count > 0 ? $" among {bad.Count} that cannot be used" : ""));
    }

    private static TableDataset Of(
        string description, TableRows train, TableRows test, IReadOnlyList<BadSample> skipped,
        (int[] Train, int[] Test) onDisk) =>
        new(description, HeartbeatForm.Classes, train, test) { Skipped = skipped, OnDisk = onDisk };
}
