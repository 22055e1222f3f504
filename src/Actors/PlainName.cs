namespace SplitLearning.Actors;

/// <summary>Names that come from other nodes and become names of folders.</summary>
internal static class PlainName
{
    private const int ShownLength = 64;

    /// <summary>Letters, digits, '.', '_' and '-', not dots alone: it cannot lead out of a folder.</summary>
    public static bool IsPlain(string name, int maxLength) =>
        name.Length > 0 && name.Length <= maxLength && name.All(IsPlain) && !name.All(c => c == '.');

    /// <summary>For a message to people: what a stranger sent may be long.</summary>
    public static string Shortened(string text) => text.Length > ShownLength ? text[..ShownLength] + "..." : text;

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-';
}
