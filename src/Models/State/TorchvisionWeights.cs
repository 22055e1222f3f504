using System.Globalization;
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
        Architecture architecture, IReadOnlyList<NamedTensor> weights, IReadOnlyList<LayerSpec>? layers = null) =>
        SafeTensors.Write(Named(architecture, weights, layers), new Dictionary<string, string> { ["format"] = "pt" });

    /// <summary>The same of several models that are mixed: the names of model m begin with <c>m.</c>.</summary>
    /// <param name="models">Each all weights of the network.</param>
    /// <param name="pi">Their weights, which go into the metadata.</param>
    /// <exception cref="StateException">They are not those of the network.</exception>
    public static byte[] Write(
        Architecture architecture, IReadOnlyList<IReadOnlyList<NamedTensor>> models, IReadOnlyList<double> pi) =>
        SafeTensors.Write(
        [
            .. models.Index().SelectMany(model => Named(architecture, model.Item, layers: null).Select(
                tensor => tensor with { Name = $"{model.Index}.{tensor.Name}" })),
        ], new Dictionary<string, string>
        {
            ["format"] = "pt",
            ["pi"] = string.Join(' ', pi.Select(weight => weight.ToString("R", CultureInfo.InvariantCulture))),
        });

    private static List<NamedTensor> Named(
        Architecture architecture, IReadOnlyList<NamedTensor> weights, IReadOnlyList<LayerSpec>? layers)
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
        return ordered;
    }
}
