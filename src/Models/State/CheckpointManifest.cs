using System.Text.Json;
using SplitLearning.Models.Training;

namespace SplitLearning.Models.State;

/// <summary>The file that makes a checkpoint complete: <c>manifest.json</c>.</summary>
internal sealed record CheckpointManifest(
    int Format, int Epochs, int Turns, string PlanSha256, string? ClientSha256, PhaseScores? Phase,
    IReadOnlyList<CheckpointPart> Parts)
{
    public const string FileName = "manifest.json";

    /// <summary>The newest that this version knows, and the one that it writes.</summary>
    public const int NewestFormat = 2;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public CheckpointPlace Place() => new(Epochs, Turns);

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Options);

    /// <exception cref="StateException">It is not a manifest, or of a format that is not known yet.</exception>
    public static CheckpointManifest Parse(string path, ReadOnlySpan<byte> json)
    {
        try
        {
            var manifest = FormatOf(json) switch
            {
                null or 1 => Parse<FirstManifest>(json).ToManifest(),
                NewestFormat => Parse<CheckpointManifest>(json),
                > NewestFormat and var format => throw new StateException(
                    $"format {format}; the newest that this version reads is {NewestFormat}"),
                var format => throw new JsonException($"format {format}"),
            };
            manifest.Phase?.EnsureConsistent();
            return manifest;
        }
        catch (JsonException cause)
        {
            throw new StateException($"{path}: not a manifest ({cause.Message})", cause);
        }
        catch (StateException cause)
        {
            throw new StateException($"{path}: {cause.Message}", cause);
        }
    }

    private static T Parse<T>(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<T>(json, Options)
        ?? throw new JsonException("expected an object, found null");

    private static int? FormatOf(ReadOnlySpan<byte> json) => Parse<Versioned>(json).Format;

    private sealed record Versioned
    {
        public int? Format { get; init; }
    }

    /// <summary>Format 1, which knew whole epochs only and did not name itself.</summary>
    private sealed record FirstManifest(int Epoch, string PlanSha256, IReadOnlyList<CheckpointPart> Parts)
    {
        public CheckpointManifest ToManifest() =>
            new(Format: 1, Epoch, Turns: 0, PlanSha256, ClientSha256: null, Phase: null, Parts);
    }
}
