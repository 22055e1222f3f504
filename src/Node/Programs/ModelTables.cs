using SplitLearning.Models.Layers;
using SplitLearning.Models.Workloads;

namespace SplitLearning.Node.Programs;

/// <summary>What can be trained, as text for people.</summary>
internal static class ModelTables
{
    public static void WriteAll(TextWriter output)
    {
        output.WriteLine($"{"workload",-10}{"network",-10}{"input",-14}{"classes",7}  default cut");
        foreach (var workload in Workloads.All)
            output.WriteLine($"{workload.Name,-10}{workload.Architecture.Name,-10}"
                + $"{Shape(workload.Architecture.InputShape),-14}{workload.Architecture.Classes,7}  "
                + workload.DefaultPlan.Cut);
    }

    /// <param name="cut">Null for the workload's own.</param>
    /// <exception cref="Models.PlanException">Workload or layer are unknown.</exception>
    public static void Write(string name, string? cut, TextWriter output)
    {
        var workload = Workloads.Find(name);
        var architecture = workload.Architecture;
        cut ??= workload.DefaultPlan.Cut;
        var clientLayers = architecture.ClientLayers(cut).Count;
        var summary = ModelSummary.Of(architecture);
        output.WriteLine($"{name}: {architecture.Name}, input {Shape(architecture.InputShape)}, "
            + $"{architecture.Classes} classes, {summary.Parameters} parameters, cut after {cut}");
        output.WriteLine();
        WriteLayers(summary, clientLayers, output);
        output.WriteLine();
        foreach (var tensor in summary.Tensors)
            output.WriteLine(tensor);
    }

    private static void WriteLayers(ModelSummary summary, int clientLayers, TextWriter output)
    {
        output.WriteLine($"{"layer",-12}{"output",-16}{"parameters",10}  {"bytes a sample if cut here",26}  runs on");
        foreach (var (i, layer) in summary.Layers.Index())
        {
            var parameters = summary.Tensors.Where(tensor => IsOf(layer, tensor)).Sum(tensor => tensor.Count);
            var bytes = i == summary.Layers.Count - 1 ? "-" : $"{layer.CutBytes}";
            output.WriteLine($"{layer.Name,-12}{Shape(layer.OutputShape),-16}{parameters,10}  {bytes,26}  "
                + (i < clientLayers ? "agent" : "server"));
        }
    }

    private static bool IsOf(LayerRow layer, TensorRow tensor) =>
        tensor.Name.StartsWith(layer.Name + ".", StringComparison.Ordinal);

    private static string Shape(IEnumerable<long> sizes) => string.Join(" x ", sizes);
}
