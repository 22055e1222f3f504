using SplitLearning.Models.State;
using SplitLearning.Models.Training;
using static TorchSharp.torch;

namespace SplitLearning.Models.Layers;

/// <summary>What <c>models show</c> tells about a network.</summary>
/// <param name="Tensors">All trainable tensors, in layer order.</param>
/// <param name="Layers">All layers, first to last.</param>
public sealed record ModelSummary(IReadOnlyList<TensorRow> Tensors, IReadOnlyList<LayerRow> Layers)
{
    /// <summary>Number of trainable parameters.</summary>
    public long Parameters => Tensors.Sum(tensor => tensor.Count);

    /// <summary>All parameters and buffers, in layer order.</summary>
    public required IReadOnlyList<StateRow> State { get; init; }

    /// <summary>Trainable parameters of some layers.</summary>
    public long ParametersOf(IEnumerable<LayerSpec> layers) =>
        StateOf(layers).Where(row => row.IsParameter).Sum(row => row.Count);

    /// <summary>Size of a snapshot of some layers, once a step has been taken.</summary>
    /// <param name="layers">The client model's.</param>
    /// <param name="optimizer">Decides, with the momentum of SGD, how much is remembered of each parameter.</param>
    public long SnapshotBytes(IEnumerable<LayerSpec> layers, OptimizerKind optimizer, double momentum)
    {
        var rows = StateOf(layers).ToList();
        var memory =
            from name in LayerOptimizer.MemoriesOf(optimizer, momentum)
            from row in rows
            where row.IsParameter
            select SlotOf(row, ModelState.OptimizerName(name, row.Name));
        List<TensorSlot> slots = [.. rows.Select(row => SlotOf(row, row.Name)), .. memory];
        var header = SafeTensorsHeader.Write(slots, ModelState.Metadata(optimizer, steps: 1));
        return SafeTensors.LengthBytes + header.Length + slots.Sum(slot => slot.Bytes);
    }

    /// <summary>Builds the network once and sends one empty sample through it.</summary>
    public static ModelSummary Of(Architecture architecture)
    {
        TorchRuntime.PrepareProcess();
        using var stack = new LayerStack(architecture.Layers, seed: 0);
        stack.SetTraining(false); // one sample has no statistics
        return new ModelSummary(TensorsOf(stack), LayersOf(architecture, stack))
        {
            State = StateOf(architecture, stack),
        };
    }

    private IEnumerable<StateRow> StateOf(IEnumerable<LayerSpec> layers)
    {
        var names = layers.Select(layer => layer.Name).ToHashSet();
        return State.Where(row => names.Contains(row.Layer));
    }

    // Only its size matters.
    private static TensorSlot SlotOf(StateRow row, string name) => new(name, row.Shape, row.Dtype, _ => { });

    private static List<StateRow> StateOf(Architecture architecture, LayerStack stack)
    {
        var parameters = stack.Parameters.Select(parameter => parameter.Name).ToHashSet();
        return [.. stack.State.Select(tensor => new StateRow(
            architecture.LayerOf(tensor.Name).Name, tensor.Name, tensor.Value.shape, tensor.Value.DtypeOf(),
            parameters.Contains(tensor.Name)))];
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
