namespace SplitLearning.Data.Stores;

/// <summary>Which samples of a collection are wanted; conditions that are null hold for all.</summary>
public sealed record SampleQuery
{
    /// <summary>Every sample.</summary>
    public static SampleQuery All { get; } = new();

    /// <summary>Ids from this one on.</summary>
    public int? FirstId { get; init; }

    /// <summary>Ids up to this one.</summary>
    public int? LastId { get; init; }

    /// <summary>Of this class.</summary>
    public byte? Label { get; init; }

    /// <summary>From this file.</summary>
    public string? FileName { get; init; }
}
