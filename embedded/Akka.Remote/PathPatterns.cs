using Akka.Configuration;

namespace Akka.Remote;

/// <summary>Paths without address in which '*' stands for one name and '**' at the end for any number.</summary>
internal sealed class PathPatterns
{
    private readonly string[][] patterns;

    /// <exception cref="ConfigurationException">A pattern does not begin with '/', or goes on after '**'.</exception>
    public PathPatterns(IEnumerable<string> texts) => patterns = [.. texts.Select(Parse)];

    public bool Matches(IReadOnlyList<string> names) => patterns.Any(pattern => Matches(pattern, names));

    private static bool Matches(string[] pattern, IReadOnlyList<string> names)
    {
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == "**") return names.Count > i;
            if (i >= names.Count || (pattern[i] != "*" && pattern[i] != names[i])) return false;
        }

        return names.Count == pattern.Length;
    }

    private static string[] Parse(string text)
    {
        var names = text.Split('/');
        var wrong = names is not ["", _, ..] || Array.IndexOf(names, "**") is >= 0 and var at && at < names.Length - 1;
        return !wrong ? names[1..] : throw new ConfigurationException(
            $"akka.remote.large-message-destinations has '{text}'; a pattern is like /user/bulk/* or /user/bulk/**");
    }
}
