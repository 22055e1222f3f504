using System.Globalization;

namespace SplitLearning.Models.Workloads;

/// <summary>What people call the classes of the workloads, in the order of the labels.</summary>
internal static class KnownClassNames
{
    private static readonly Dictionary<string, string[]> Names = new()
    {
        ["malaria"] = ["Uninfected", "Parasitized"],
        ["oct"] = ["NORMAL", "CNV", "DME", "DRUSEN"],
        ["ecg"] = ["N", "S", "V", "F", "Q"], // the classes of AAMI EC57
        ["cifar10"] =
        [
            "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
        ],
    };

    /// <param name="classes">How many digits to give to a workload without names.</param>
    public static IReadOnlyList<string> Of(string workload, int classes) => Names.GetValueOrDefault(workload)
        ?? [.. Enumerable.Range(0, classes).Select(index => index.ToString(CultureInfo.InvariantCulture))];
}
