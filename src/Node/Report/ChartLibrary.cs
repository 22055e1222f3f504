using System.Reflection;
using System.Text.RegularExpressions;
using SplitLearning.Node.Configuration;

namespace SplitLearning.Node.Report;

/// <summary>The charting library, as it goes into a page.</summary>
/// <param name="Script">Its code; nothing in it can end the element that it stands in.</param>
/// <param name="Licences">The notices that must go with it.</param>
internal sealed partial record ChartLibrary(string Script, string Licences)
{
    private const string Scripts = "charts/scripts/";
    private const string Notices = "charts/licences/";

    /// <summary>What the build took from npm; null where there was no npm: see <c>Report/Charts</c>.</summary>
    public static ChartLibrary? OfProgram { get; } = Read(typeof(ChartLibrary).Assembly);

    private static ChartLibrary? Read(Assembly assembly)
    {
        var scripts = Texts(assembly, Scripts);
        return scripts.Count == 0 ? null : new(
            string.Join('\n', scripts.Select(Inlined)),
            string.Join("\n\n", Texts(assembly, Notices)));
    }

    /// <summary>Code as it can stand in a page: it neither ends its element nor names files beside it.</summary>
    internal static string Inlined(string script) => SourceMap().Replace(
        script.Replace("</script", "<\\/script", StringComparison.OrdinalIgnoreCase), "").Trim();

    [GeneratedRegex(@"^//# sourceMappingURL=.*$", RegexOptions.Multiline)]
    private static partial Regex SourceMap();

    private static List<string> Texts(Assembly assembly, string prefix) =>
    [
        .. assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).Select(name => Resources.Text(name).Trim()),
    ];
}
