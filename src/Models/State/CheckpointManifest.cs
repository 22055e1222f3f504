using System.Text.Json;

namespace SplitLearning.Models.State;

/// <summary>The file that makes a checkpoint complete: <c>manifest.json</c>.</summary>
internal sealed record CheckpointManifest(int Epoch, string PlanSha256, IReadOnlyList<CheckpointPart> Parts)
{
    public const string FileName = "manifest.json";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Options);

    /// <exception cref="StateException">It is not a manifest.</exception>
    public static CheckpointManifest Parse(string path, ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<CheckpointManifest>(json, Options)
                ?? throw new StateException($"{path}: expected a manifest, found null");
        }
        catch (JsonException cause)
        {
            throw new StateException($"{path}: not a manifest ({cause.Message})", cause);
        }
    }
}
