using SplitLearning.Models.Layers;

namespace SplitLearning.Models.State;

/// <summary>A network's weights for the world of PyTorch.</summary>
public static class TorchvisionWeights
{
    /// <summary>A safetensors file of all parameters and buffers under torchvision's names, in layer order.</summary>
    /// <param name="weights">Of the layers, in any order; nothing else.</param>
    /// <param name="layers">Those of a part of the network; null for the whole: the client's and the server's.</param>
    /// <exception cref="StateException">They are not those of these layers.</exception>
    public static byte[] Write(
        Architecture architecture, IReadOnlyList<NamedTensor> weights, IReadOnlyList<LayerSpec>? layers = null)
    {
        var parts = (layers ?? architecture.Layers).Select(layer => layer.Name).ToHashSet();
        var expected = ModelSummary.Of(architecture).State.Where(row => parts.Contains(row.Layer)).ToList();
        var ordered = new List<NamedTensor>(expected.Count);
        foreach (var row in expected)
            if (weights.FirstOrDefault(tensor => tensor.Name == row.Name) is not { } found)
                throw new StateException($"Weights lack the tensor {row.Name} of {architecture.Name}");
            else if (!found.Tensor.Shape.SequenceEqual(row.Shape))
                throw new StateException($"Weights have {row.Name} as [{string.Join(", ", found.Tensor.Shape)}]; " +
                    $"{architecture.Name} needs [{string.Join(", ", row.Shape)}]");
            else
                ordered.Add(found with { Name = architecture.TorchvisionNameOf(found.Name) });
        if (weights.Count != expected.Count)
            throw new StateException(
                $"Weights have {weights.Count} tensors; {architecture.Name} has {expected.Count}");
        return SafeTensors.Write(ordered, new Dictionary<string, string> { ["format"] = "pt" });
    }
}
