using System.Text.Json;
using System.Text.Json.Nodes;

namespace SplitLearning.EndToEnd.Tests.Faults;

/// <summary>The outcome of a series as one object for programs.</summary>
internal static class FaultsFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static void Write(string path, string expected, IReadOnlyCollection<FaultResult> results)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllText(path, new JsonObject
        {
            ["faults"] = results.Count,
            ["recovered"] = results.Count(result => result.IsRecovered),
            ["skipped"] = results.Count(result => result.Skipped is not null),
            ["seconds"] = Math.Round(results.Sum(result => result.Seconds), 1),
            ["expected_sha256"] = expected,
            ["runs"] = new JsonArray([.. results.Select(Of)]),
        }.ToJsonString(Indented) + "\n");
    }

    private static JsonObject Of(FaultResult result) => new()
    {
        ["seed"] = result.Fault.Seed,
        ["kind"] = JsonNamingPolicy.KebabCaseLower.ConvertName(result.Fault.Kind.ToString()),
        ["drawn"] = result.Fault.Moment.ToString(),
        ["moment"] = result.At?.ToString(),
        ["processes"] = new JsonArray([.. result.Who.Select(name => JsonValue.Create(name))]),
        ["lasts_seconds"] = Math.Round(result.Fault.Lasts.TotalSeconds, 1),
        ["seconds"] = Math.Round(result.Seconds, 1),
        ["recovered"] = result.IsRecovered,
        ["skipped"] = result.Skipped,
        ["problem"] = result.Problem,
        ["weights_sha256"] = result.Hash,
        ["tails"] = new JsonObject(result.Tails.Select(tail => KeyValuePair.Create(tail.Key, (JsonNode?)tail.Value))),
    };
}
