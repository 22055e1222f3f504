using System.Text.Json;
using TorchSharp;

namespace Embedded.TorchSharp.Tests;

/// <summary>PyTorch's answers, as golden/make_golden.py wrote them.</summary>
internal static class Golden
{
    private static readonly Lazy<Dictionary<string, Dictionary<string, Entry>>> s_cases = new(Load);

    /// <summary>A tensor of a case, for the caller to dispose.</summary>
    internal static torch.Tensor Tensor(string @case, string name)
    {
        var entry = s_cases.Value[@case][name];
        return torch.tensor(entry.Data, entry.Shape, torch.float32);
    }

    internal static bool Has(string @case, string name) => s_cases.Value[@case].ContainsKey(name);

    /// <param name="tolerance">
    /// A few roundings of float32: the file may come from a machine with other vector instructions.
    /// </param>
    internal static void AssertEqual(string @case, string name, torch.Tensor? actual, double tolerance = 2e-6)
    {
        var expected = s_cases.Value[@case][name];
        Assert.NotNull(actual);
        Assert.Equal(expected.Shape, actual.shape);
        using var values = actual.to(torch.float64);
        using var contiguous = values.contiguous();
        foreach (var (wanted, found) in expected.Data.Zip(contiguous.data<double>()))
            Assert.True(
                Math.Abs(wanted - found) <= tolerance * Math.Max(1, Math.Abs(wanted)),
                $"{@case}.{name}: {found} instead of {wanted}");
    }

    private static Dictionary<string, Dictionary<string, Entry>> Load()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "golden", "golden.json");
        return JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, Entry>>>(
            File.ReadAllText(path), JsonSerializerOptions.Web)!;
    }

    private sealed record Entry(long[] Shape, double[] Data);
}
