using System.Globalization;
using SplitLearning.Data;
using SplitLearning.Models.Layers;
using SplitLearning.Models.State;
using static TorchSharp.torch;

namespace SplitLearning.Models.Training;

/// <summary>The way between layers with their optimizer and the bytes of <see cref="ModelState"/>.</summary>
internal static class TrainedState
{
    /// <summary>Copies each tensor once, straight into the file.</summary>
    public static byte[] Save(LayerOptimizer optimizer, long steps)
    {
        var memory =
            from name in steps > 0 ? optimizer.Memories : []
            from parameter in optimizer.Layers.Parameters.Index()
            select SlotOf(ModelState.OptimizerName(name, parameter.Item.Name), optimizer.Memory(parameter.Index, name));
        var weights = optimizer.Layers.State.Select(tensor => SlotOf(tensor.Name, tensor.Value));
        return SafeTensors.Write([.. weights, .. memory], ModelState.Metadata(optimizer.Kind, steps));
    }

    /// <summary>Checks everything, then takes it over.</summary>
    /// <returns>The number of steps.</returns>
    public static long Load(LayerOptimizer optimizer, ReadOnlyMemory<byte> state)
    {
        var content = SafeTensors.Read(state);
        EnsureSameOptimizer(content, optimizer.Kind);
        var steps = StepsOf(content);
        var found = content.Tensors.ToDictionary(tensor => tensor.Name, tensor => tensor.Tensor);
        var layers = optimizer.Layers;
        List<(Tensor Target, TensorData Source)> weights =
            [.. layers.State.Select(tensor => (tensor.Value, Take(found, tensor.Name, tensor.Value)))];
        List<List<TensorData>> memories =
            [.. layers.Parameters.Select(parameter => TakeMemories(found, optimizer, parameter, steps))];
        if (found.Count > 0)
            throw new StateException($"State has tensors that this model lacks: {string.Join(", ", found.Keys)}");

        foreach (var (target, source) in weights)
            source.Bytes.Span.CopyTo(target.bytes);
        for (var i = 0; i < memories.Count; i++)
            optimizer.Restore(i, memories[i], steps);
        return steps;
    }

    private static void EnsureSameOptimizer(SafeTensorsContent content, OptimizerKind kind)
    {
        var found = content.Metadata.GetValueOrDefault(ModelState.OptimizerKey, OptimizerKind.Sgd.Word());
        if (found != kind.Word())
            throw new StateException($"State is of the optimizer '{found}'; this run's is '{kind.Word()}'");
    }

    private static long StepsOf(SafeTensorsContent content)
    {
        var text = content.Metadata.GetValueOrDefault(ModelState.StepsKey);
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var steps)
            ? steps
            : throw new StateException(
                $"State must have its number of {ModelState.StepsKey} in the metadata, found '{text}'");
    }

    private static List<TensorData> TakeMemories(
        Dictionary<string, TensorData> found, LayerOptimizer optimizer, (string Name, Tensor Value) parameter,
        long steps) => steps == 0
            ? []
            : [.. optimizer.Memories.Select(
                memory => Take(found, ModelState.OptimizerName(memory, parameter.Name), parameter.Value))];

    private static TensorData Take(Dictionary<string, TensorData> found, string name, Tensor like)
    {
        if (!found.Remove(name, out var tensor))
            throw new StateException($"State lacks the tensor {name}");
        if (tensor.Dtype != like.DtypeOf() || !tensor.Shape.SequenceEqual(like.shape))
            throw new StateException($"State has {name} as {tensor.Dtype} [{string.Join(", ", tensor.Shape)}]; " +
                $"this model needs {like.DtypeOf()} [{string.Join(", ", like.shape)}]");
        return tensor;
    }

    private static TensorSlot SlotOf(string name, Tensor tensor) =>
        new(name, tensor.shape, tensor.DtypeOf(), target => tensor.bytes.CopyTo(target));
}
