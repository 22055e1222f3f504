using System.Reflection;
using Akka.Actor;
using TorchSharp;

namespace SplitLearning.Node.Records;

/// <summary>What this program is made of, for <c>summary.json</c>.</summary>
internal static class Versions
{
    public static string Program => Of(typeof(Versions).Assembly);

    public static IReadOnlyDictionary<string, string> All { get; } = new SortedDictionary<string, string>
    {
        ["splitlearning"] = Program,
        ["dotnet"] = Environment.Version.ToString(),
        ["akka"] = Of(typeof(ActorSystem).Assembly),
        ["torchsharp"] = Of(typeof(torch).Assembly),
    };

    private static string Of(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? assembly.GetName().Version?.ToString() ?? "unknown";
}
