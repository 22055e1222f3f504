namespace SplitLearning.Data.Datasets.Synthetic.OnDisk;

/// <summary>Writes synthetic data in the on-disk form of the real ones, for whoever wants to try that form.</summary>
public static class SyntheticFiles
{
    private static readonly IReadOnlyDictionary<string, ISyntheticForm> Forms = new Dictionary<string, ISyntheticForm>
    {
        ["mnist"] = new DigitFiles(),
        ["malaria"] = new CellFiles(),
        ["oct"] = new ScanFiles(),
        ["ecg"] = new HeartbeatFiles(),
        ["cifar10"] = new ColourImageFiles(),
    };

    /// <summary>Names of the workloads whose data can be drawn.</summary>
    public static IReadOnlyList<string> Workloads { get; } = [.. Forms.Keys];

    /// <summary>Whether the form tells samples for training and testing apart.</summary>
    /// <param name="workload">One of <see cref="Workloads"/>.</param>
    public static bool HasTestPart(string workload) => Forms[workload].HasTestPart;

    /// <summary>Seed of the data that a run draws when it finds none.</summary>
    /// <param name="workload">One of <see cref="Workloads"/>.</param>
    public static long DefaultSeed(string workload) => Forms[workload].DefaultSeed;

    /// <summary>Writes a dataset into a folder, which appears when all of it is written, or not at all.</summary>
    /// <param name="workload">One of <see cref="Workloads"/>.</param>
    /// <param name="folder">A folder that is empty or does not exist.</param>
    /// <param name="train">Samples for training; all samples where the form has no test part.</param>
    /// <param name="test">Samples for testing.</param>
    /// <exception cref="IOException">The folder is not empty, or cannot be written; nothing of it is left.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    /// <exception cref="OperationCanceledException">Stopped; nothing of it is left.</exception>
    public static void Write(
        string workload, string folder, int train, int test, long seed, CancellationToken stop = default) =>
        WholeFolder.Write(folder, unfinished => Forms[workload].Write(unfinished, train, test, seed, stop));
}
