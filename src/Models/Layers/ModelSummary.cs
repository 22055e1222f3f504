using static TorchSharp.torch;

namespace SplitLearning.Models.Layers;

/// <summary>What <c>models show</c> tells about a network.</summary>
/// <param name="Tensors">All trainable tensors, in layer order.</param>
/// <param name="Layers">All layers, first to last.</param>
public sealed record ModelSummary(IReadOnlyList<TensorRow> Tensors, IReadOnlyList<LayerRow> Layers)
{
    /// <summary>Number of trainable parameters.</summary>
    public long Parameters => Tensors.Sum(tensor => tensor.Count);

    /// <summary>Builds the network once and sends one empty sample through it.</summary>
    public static ModelSummary Of(Architecture architecture)
    {
        TorchRuntime.PrepareProcess();
        using var stack = new LayerStack(architecture.Layers, seed: 0);
        return new ModelSummary(TensorsOf(stack), LayersOf(architecture, stack));
    }

    private static List<TensorRow> TensorsOf(LayerStack stack)
    {
        var total = stack.Parameters.Sum(parameter => parameter.Value.numel());
        var rows = new List<TensorRow>();
        var running = 0L;
        foreach (var (name, value) in stack.Parameters)
        {
            running += value.numel();
            rows.Add(new TensorRow(name, value.shape, value.numel(), 100.0 * running / total));
        }

        return rows;
    }

    private static List<LayerRow> LayersOf(Architecture architecture, LayerStack stack)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var output = zeros([1, .. architecture.InputShape]);
        var rows = new List<LayerRow>();
        foreach (var (layer, module) in architecture.Layers.Zip(stack.Modules))
        {
            output = module.call(output);
            rows.Add(new LayerRow(layer.Name, output.shape[1..], output.numel() * output.element_size()));
        }

        return rows;
    }
}
