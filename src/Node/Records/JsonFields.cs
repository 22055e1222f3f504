using System.Text.Json.Nodes;

namespace SplitLearning.Node.Records;

/// <summary>The fields of a JSON object as text, whichever they are: files of other versions have others.</summary>
internal static class JsonFields
{
    /// <summary>Inner fields have dots in their names; lists are one text; lists of objects are left out.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Of(JsonObject fields) => Of("", fields);

    private static IEnumerable<KeyValuePair<string, string>> Of(string prefix, JsonObject fields) =>
        fields.SelectMany(field => field.Value switch
        {
            JsonObject inner => Of($"{prefix}{field.Key}.", inner),
            JsonArray list when list.Any(item => item is JsonObject or JsonArray) => [],
            JsonArray list => [new(prefix + field.Key, string.Join(", ", list))],
            null => [new(prefix + field.Key, "")],
            var value => [new KeyValuePair<string, string>(prefix + field.Key, value.ToString())],
        });
}
