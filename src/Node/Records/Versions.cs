using System.Reflection;
using SplitLearning.Models;

namespace SplitLearning.Node.Records;

/// <summary>What this program is made of, for <c>summary.json</c> and <c>--version</c>.</summary>
internal static class Versions
{
    public static string Program => Of(typeof(Versions).Assembly);

    public static IReadOnlyDictionary<string, string> All { get; } = new SortedDictionary<string, string>
    {
        ["splitlearning"] = Program,
        ["dotnet"] = Environment.Version.ToString(),
        ["models"] = Of(typeof(TrainingPlan).Assembly),
    };

    private static string Of(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? assembly.GetName().Version?.ToString() ?? "unknown";
}
