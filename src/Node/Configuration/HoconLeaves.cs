using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace SplitLearning.Node.Configuration;

/// <summary>The values of a configuration under their full paths.</summary>
internal static class HoconLeaves
{
    /// <summary>Text of a leaf; null for an array or an empty object, which no key of the product is.</summary>
    public static IEnumerable<(string Path, string? Text)> Of(Config config) => config.IsEmpty
        ? []
        : Walk("", config.Root);

    private static IEnumerable<(string Path, string? Text)> Walk(string path, HoconValue value)
    {
        if (value.IsArray())
            return [(path, null)];
        if (!value.IsObject())
            return value.GetString() is { } text ? [(path, text)] : []; // a ${?VARIABLE} that is not set

        var items = value.GetObject().Items;
        return items.Count == 0 && path.Length > 0
            ? [(path, null)]
            : items.SelectMany(item => Walk(path.Length == 0 ? item.Key : $"{path}.{item.Key}", item.Value));
    }
}
