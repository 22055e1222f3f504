using System.Text.Json;

namespace Embedded.Imaging.Tests;

/// <summary>Image files and what Pillow reads from them, as golden/make_golden.py wrote them.</summary>
internal static class Golden
{
    public const int Width = 19;
    public const int Height = 13;

    private static readonly Lazy<Dictionary<string, Entry>> s_cases = new(Load);

    public static IEnumerable<string> Names => s_cases.Value.Keys;

    public static Entry Case(string name) => s_cases.Value[name];

    private static Dictionary<string, Entry> Load()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "golden", "golden.json");
        return JsonSerializer.Deserialize<Dictionary<string, Entry>>(
            File.ReadAllText(path), JsonSerializerOptions.Web)!;
    }

    /// <param name="Grey">Pillow's <c>convert("L")</c>; null for what is refused.</param>
    /// <param name="Rgb">Pillow's <c>convert("RGB")</c>; null for what is refused.</param>
    public sealed record Entry(byte[] File, byte[]? Grey, byte[]? Rgb);
}
