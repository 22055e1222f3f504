using SplitLearning.Models.Workloads;

namespace SplitLearning.Node.Programs;

/// <summary>What can be trained, as text for people.</summary>
internal static class ModelTables
{
    public static void WriteAll(TextWriter output)
    {
        output.WriteLine("workload  network  input        classes  default cut");
        foreach (var workload in Workloads.All)
            output.WriteLine($"{workload.Name,-8}  {workload.Architecture.Name,-7}  "
                + $"{Shape(workload.Architecture.InputShape),-11}  {workload.Architecture.Classes,7}  "
                + workload.DefaultPlan.Cut);
    }

    public static void Write(string name, string? cut, TextWriter output)
    {
        var workload = Workloads.Find(name);
        var client = workload.Architecture.ClientLayers(cut ?? workload.DefaultPlan.Cut).Count;
        output.WriteLine($"{client}");
    }

    private static string Shape(IEnumerable<long> sizes) => string.Join(" x ", sizes);
}
