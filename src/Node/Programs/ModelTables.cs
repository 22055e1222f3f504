using System.Globalization;
using SplitLearning.Models;
using SplitLearning.Models.Layers;
using SplitLearning.Models.Workloads;

namespace SplitLearning.Node.Programs;

/// <summary>What can be trained, as text for people.</summary>
internal static class ModelTables
{
    /// <summary>A line for each network of each workload, its default first.</summary>
    public static void WriteAll(TextWriter output)
    {
        output.WriteLine($"{"workload",-10}{"model",-14}{"input",-15}{"classes",7}  {"optimizer",-10}default cut");
        foreach (var workload in Workloads.All)
            foreach (var network in workload.Networks)
                output.WriteLine($"{workload.Name,-10}{network.Name,-14}"
                    + $"{Shape(network.Architecture.InputShape),-15}{network.Architecture.Classes,7}  "
                    + $"{workload.DefaultPlan.Optimizer.Word(),-10}{network.DefaultCut}");
    }

    /// <summary>Layers, shares and sizes of one network.</summary>
    /// <param name="name">Of a workload, which stands for its default network, or of a network.</param>
    /// <param name="cut">Null for the network's own.</param>
    /// <param name="optimizer">Null for the workload's own.</param>
    /// <exception cref="PlanException">Name or layer are unknown.</exception>
    public static void Write(string name, string? cut, OptimizerKind? optimizer, TextWriter output)
    {
        var (network, momentum, own) = Find(name);
        var architecture = network.Architecture;
        cut ??= network.DefaultCut;
        var client = architecture.ClientLayers(cut);
        var summary = ModelSummary.Of(architecture);
        output.WriteLine($"{network.Name}: {architecture.Name}, input {Shape(architecture.InputShape)}, "
            + $"{architecture.Classes} classes, {summary.Parameters} parameters");
        output.WriteLine();
        WriteLayers(summary, client.Count, output);
        output.WriteLine();
        WriteCut(cut, summary, client, output);
        var used = optimizer ?? own;
        output.WriteLine($"snapshot: {summary.SnapshotBytes(client, used, momentum)} bytes with {used.Word()}"
            + (used == OptimizerKind.Sgd && momentum != 0 ? Text($" and momentum {momentum}") : ""));
        output.WriteLine();
        foreach (var tensor in summary.Tensors)
            output.WriteLine(tensor);
    }

    private static (Network Network, double Momentum, OptimizerKind Optimizer) Find(string name)
    {
        var network = Workloads.All.FirstOrDefault(workload => workload.Name == name)?.Networks[0]
            ?? Networks.All.FirstOrDefault(candidate => candidate.Name == name)
            ?? Workloads.All.Select(workload => workload.Family?.Find(name)).FirstOrDefault(found => found is not null)
            ?? throw new PlanException($"Unknown workload or network '{name}'; valid are: " + string.Join(", ",
                Workloads.All.Select(workload => workload.Name).Concat(Networks.All.Select(known => known.Name))));
        var plan = Workloads.All.FirstOrDefault(workload => workload.Networks.Contains(network))?.DefaultPlan;
        return (network, plan?.Momentum ?? 0, plan?.Optimizer ?? OptimizerKind.Sgd);
    }

    private static void WriteLayers(ModelSummary summary, int clientLayers, TextWriter output)
    {
        output.WriteLine($"{"layer",-14}{"output",-16}{"parameters",10}  {"bytes a sample if cut here",26}  runs on");
        foreach (var (i, layer) in summary.Layers.Index())
        {
            var parameters = summary.State.Where(row => row.IsParameter && row.Layer == layer.Name)
                .Sum(row => row.Count);
            var bytes = i == summary.Layers.Count - 1 ? "-" : $"{layer.CutBytes}";
            output.WriteLine($"{layer.Name,-14}{Shape(layer.OutputShape),-16}{parameters,10}  {bytes,26}  "
                + (i < clientLayers ? "agent" : "server") + (i == clientLayers - 1 ? "  <- cut" : ""));
        }
    }

    private static void WriteCut(
        string cut, ModelSummary summary, IReadOnlyList<LayerSpec> client, TextWriter output)
    {
        var parameters = summary.ParametersOf(client);
        var share = 100.0 * parameters / summary.Parameters;
        var smashed = summary.Layers[client.Count - 1];
        output.WriteLine(Text($"cut after {cut}: agent {share:F2} % ({parameters} parameters), ")
            + Text($"server {100 - share:F2} % ({summary.Parameters - parameters} parameters)"));
        output.WriteLine($"smashed data: float32 {Shape(smashed.OutputShape)}, {smashed.CutBytes} bytes a sample, "
            + "and as much for the gradient");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Shape(IEnumerable<long> sizes) => string.Join(" x ", sizes);
}
