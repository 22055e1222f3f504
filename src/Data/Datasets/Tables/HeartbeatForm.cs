namespace SplitLearning.Data.Datasets.Tables;

/// <summary>The heartbeats' files: <c>mitbih_train.csv</c> and <c>mitbih_test.csv</c>, or one of all.</summary>
internal sealed class HeartbeatForm : IDatasetForm
{
    /// <summary>Values of a beat; the column behind them is its class.</summary>
    public const int Values = 187;

    public const string Train = "mitbih_train.csv";
    public const string Test = "mitbih_test.csv";

    /// <summary>N, S, V, F, Q.</summary>
    public const int Classes = 5;

    private static readonly string[] Whole = [Train, Test, "mitbih.csv"];

    public string Folder => "ecg";

    public IReadOnlyList<string> Names => [Train];

    public string Hint => $"and {Test} beside it, or a part of its samples is kept for testing; plain or .gz";

    public IReadOnlyList<string> MissingIn(string folder) =>
        Whole.Any(name => DatasetFiles.Has(folder, name)) ? [] : Names;

    /// <summary>The file for training, and that for testing if the two are there; else the one that is.</summary>
    public static (string Train, string? Test) FilesOf(string home) =>
        DatasetFiles.Has(home, Train) && DatasetFiles.Has(home, Test)
            ? (DatasetFiles.PathOf(home, Train), DatasetFiles.PathOf(home, Test))
            : (DatasetFiles.PathOf(home, Whole.First(name => DatasetFiles.Has(home, name))), null);
}
