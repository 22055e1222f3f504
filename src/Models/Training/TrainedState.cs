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
    public static byte[] Save(Sgd optimizer, long steps)
    {
        var momentum = optimizer.Momentum
            .Where(entry => entry.Buffer is not null)
            .Select(entry => SlotOf(ModelState.MomentumPrefix + entry.Name, entry.Buffer!));
        var metadata = new Dictionary<string, string>
        {
            ["format"] = "pt", // what readers of PyTorch's world look for
            [ModelState.StepsKey] = steps.ToString(CultureInfo.InvariantCulture),
        };
        var weights = optimizer.Layers.State.Select(tensor => SlotOf(tensor.Name, tensor.Value));
        return SafeTensors.Write([.. weights, .. momentum], metadata);
    }

    /// <summary>Checks everything, then takes it over.</summary>
    /// <returns>The number of steps.</returns>
    public static long Load(Sgd optimizer, ReadOnlyMemory<byte> state)
    {
        var content = SafeTensors.Read(state);
        var steps = StepsOf(content);
        var found = content.Tensors.ToDictionary(tensor => tensor.Name, tensor => tensor.Tensor);
        var layers = optimizer.Layers;
        List<(Tensor Target, TensorData Source)> weights =
            [.. layers.State.Select(tensor => (tensor.Value, Take(found, tensor.Name, tensor.Value)))];
        List<TensorData?> momentum = optimizer.UsesMomentum && steps > 0
            ? [.. layers.Parameters.Select(entry => Take(found, ModelState.MomentumPrefix + entry.Name, entry.Value))]
            : [.. layers.Parameters.Select(_ => (TensorData?)null)];
        if (found.Count > 0)
            throw new StateException($"State has tensors that this model lacks: {string.Join(", ", found.Keys)}");

        foreach (var (target, source) in weights)
            source.Bytes.Span.CopyTo(target.bytes);
        for (var i = 0; i < momentum.Count; i++)
            optimizer.SetMomentum(i, momentum[i]);
        return steps;
    }

    private static long StepsOf(SafeTensorsContent content)
    {
        var text = content.Metadata.GetValueOrDefault(ModelState.StepsKey);
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var steps)
            ? steps
            : throw new StateException(
                $"State must have its number of {ModelState.StepsKey} in the metadata, found '{text}'");
    }

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
