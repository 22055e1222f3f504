using System.Globalization;
using System.Runtime.InteropServices;

namespace SplitLearning.Node.Records;

/// <summary>What this process runs on, for <c>summary.json</c>; processors of another kind give other bits.</summary>
internal static class Machine
{
    private const string CpuInfo = "/proc/cpuinfo";

    public static IReadOnlyDictionary<string, string> All { get; } = new SortedDictionary<string, string>
    {
        ["architecture"] = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
        ["os"] = RuntimeInformation.OSDescription,
        ["processor"] = Processor(),
        ["processors"] = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture),
    };

    private static string Processor()
    {
        try
        {
            return File.Exists(CpuInfo)
                ? File.ReadLines(CpuInfo).Where(line => line.StartsWith("model name", StringComparison.Ordinal))
                    .Select(line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim())
                    .FirstOrDefault("unknown")
                : "unknown";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "unknown";
        }
    }
}
