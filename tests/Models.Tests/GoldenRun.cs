using System.Text.Json;

namespace SplitLearning.Models.Tests;

/// <summary>What PyTorch did: made by golden/make_golden.py.</summary>
internal sealed record GoldenRun(
    string InitialWeightsSha256, double[] Losses, float[] FirstCutGradient, float[] Conv1WeightAfterFirstStep,
    float[] Fc3BiasAfterFirstStep)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectRequiredConstructorParameters = true,
    };

    public static GoldenRun Read(string name) => JsonSerializer.Deserialize<GoldenRun>(
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "golden", name)), Options)!;
}
