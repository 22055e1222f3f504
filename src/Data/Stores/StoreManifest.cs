using System.Text.Json;
using System.Text.Json.Serialization;
using SplitLearning.Data.Datasets;

namespace SplitLearning.Data.Stores;

/// <summary>
/// What a store should hold. Written when an import begins, without hashes; and again, with them, as the last thing
/// that an import does: who finds them knows that everything is there.
/// </summary>
public sealed record StoreManifest
{
    /// <summary>The form that this version reads and writes; a newer one is refused.</summary>
    public const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
        WriteIndented = true,
    };

    /// <summary>Form of the store.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>Whose samples they are, e.g. <c>mnist</c>.</summary>
    public required string Workload { get; init; }

    /// <summary>What the content of a sample is: <c>pixels</c>, <c>numbers</c> or <c>image files</c>.</summary>
    public required string Form { get; init; }

    /// <summary>For people: where the samples came from.</summary>
    public required string Source { get; init; }

    /// <summary>Fingerprint of the dataset that was imported: only from its like can an import go on.</summary>
    public required string SourceFingerprint { get; init; }

    /// <summary>Samples for training: ids 1 to this.</summary>
    public required int TrainSamples { get; init; }

    /// <summary>Samples for testing: ids 1 to this.</summary>
    public required int TestSamples { get; init; }

    /// <summary>SHA-256 over ids, labels, names, content of the training samples; null until all are there.</summary>
    public string? TrainSha256 { get; init; }

    /// <summary>As <see cref="TrainSha256"/>, for testing.</summary>
    public string? TestSha256 { get; init; }

    /// <summary>Whether an import has put everything in.</summary>
    [JsonIgnore]
    public bool IsComplete => TrainSha256 is not null && TestSha256 is not null;

    /// <summary>Samples of a phase.</summary>
    public int CountOf(Phase phase) => phase == Phase.Train ? TrainSamples : TestSamples;

    /// <summary>The manifest as it is kept in a store.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <param name="where">The store, for the message.</param>
    /// <exception cref="StoreException">It is no manifest, or one of a newer version.</exception>
    public static StoreManifest Parse(string json, string where)
    {
        StoreManifest? manifest;
        try
        {
            manifest = JsonSerializer.Deserialize<StoreManifest>(json, Json);
        }
        catch (JsonException cause)
        {
            throw new StoreException(
                StoreProblem.Damaged, $"{where}: its manifest cannot be read: {cause.Message}", cause);
        }

        return manifest switch
        {
            null => throw new StoreException(StoreProblem.Damaged, $"{where}: its manifest is empty"),
            { Format: > CurrentFormat } => throw new StoreException(StoreProblem.Unusable,
                $"{where} has format {manifest.Format}, of a newer version of this program; "
                + $"this one reads up to {CurrentFormat}"),
            _ => manifest,
        };
    }
}
