namespace SplitLearning.Data.Datasets;

/// <summary>Which data are opened, how much of them, and what to do with damaged ones.</summary>
public sealed record DatasetOptions
{
    /// <summary>Folder of the data; null to look in the usual places: see <see cref="DatasetLocator"/>.</summary>
    public string? Folder { get; init; }

    /// <summary>
    /// URL of the store that holds the data, see <see cref="Stores.ShardStores"/>; null to read files. Whoever opens
    /// the data opens the store, and then <see cref="Stored.StoredDataset"/>.
    /// </summary>
    public string? Store { get; init; }

    /// <summary>Share of each phase's samples that is used, above 0 to 1.</summary>
    public double Fraction { get; init; } = 1;

    /// <summary>Training samples a class at most, so that classes are balanced; null for the workload's own.</summary>
    public int? PerClass { get; init; }

    /// <summary>
    /// Share of the samples that is kept for testing, above 0 and below 1, where the data do not say.
    /// </summary>
    public double TestFraction { get; init; } = 0.1;

    /// <summary>What happens at a sample that cannot be used.</summary>
    public BadSamplePolicy OnBadSample { get; init; } = BadSamplePolicy.Stop;

    /// <summary>Memory for decoded images, in bytes; what does not fit is decoded anew in each epoch.</summary>
    public long CacheBytes { get; init; } = 1L << 30;
}

/// <summary>What happens at a sample that cannot be used.</summary>
public enum BadSamplePolicy
{
    /// <summary>The run ends and names the file.</summary>
    Stop = 1,

    /// <summary>It is left out, counted and listed; all samples are looked at before the run starts.</summary>
    Skip = 2,
}

/// <summary>A sample that was left out.</summary>
/// <param name="File">Path of the file.</param>
/// <param name="Row">Line or record within the file, from 1; null where a file is one sample.</param>
/// <param name="Reason">What was expected and what was found.</param>
public sealed record BadSample(string File, long? Row, string Reason);
