using System.Text.Json;

namespace SplitLearning.Models.Tests;

/// <summary>What PyTorch and torchvision made of a network: golden/make_networks.py.</summary>
/// <param name="Shape">Of the batches.</param>
/// <param name="Gradients">A digest of each parameter's: sum, mean magnitude, four elements.</param>
/// <param name="Buffers">The same of each buffer, after the first batch.</param>
/// <param name="Evaluated">Logits in evaluation, with the statistics of the first batch.</param>
/// <param name="Rate">Of the curve.</param>
/// <param name="Losses">Of the curve; none where it would take too long.</param>
internal sealed record GoldenNetwork(
    long[] Shape, double[] Logits, double Loss, double[][] Gradients, double[][] Buffers, double[] Evaluated,
    double Rate, double[] Losses)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectRequiredConstructorParameters = true,
    };

    private static readonly Lazy<JsonElement> All = new(() => JsonDocument.Parse(
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "golden", "networks.json"))).RootElement);

    public static GoldenNetwork Read(string name) => All.Value.GetProperty(name).Deserialize<GoldenNetwork>(Options)!;

    /// <summary>The learning rates of 12 epochs.</summary>
    public static double[] Schedule(string kind) =>
        All.Value.GetProperty("other").GetProperty("schedules").GetProperty(kind).Deserialize<double[]>()!;

    /// <summary>Hash of torchvision's names and shapes.</summary>
    public static string NamesSha256(string network) =>
        All.Value.GetProperty("other").GetProperty("names_sha256").GetProperty(network).GetString()!;
}
