using SplitLearning.Models.Layers;

namespace SplitLearning.Models.State;

/// <summary>A network's weights for the world of PyTorch.</summary>
public static class TorchvisionWeights
{
    /// <summary>A safetensors file of all parameters and buffers under torchvision's names, in layer order.</summary>
    /// <param name="weights">Of the whole network: the client's, then the server's.</param>
    /// <exception cref="StateException">They are not those of this network.</exception>
    public static byte[] Write(Architecture architecture, IReadOnlyList<NamedTensor> weights)
    {
        var expected = ModelSummary.Of(architecture).State;
        foreach (var row in expected)
            if (weights.FirstOrDefault(tensor => tensor.Name == row.Name) is not { } found)
                throw new StateException($"Weights lack the tensor {row.Name} of {architecture.Name}");
            else if (!found.Tensor.Shape.SequenceEqual(row.Shape))
                throw new StateException($"Weights have {row.Name} as [{string.Join(", ", found.Tensor.Shape)}]; " +
                    $"{architecture.Name} needs [{string.Join(", ", row.Shape)}]");
        if (weights.Count != expected.Count)
            throw new StateException(
                $"Weights have {weights.Count} tensors; {architecture.Name} has {expected.Count}");
        return SafeTensors.Write(
            [.. weights.Select(tensor => tensor with { Name = architecture.TorchvisionNameOf(tensor.Name) })],
            new Dictionary<string, string> { ["format"] = "pt" });
    }
}
