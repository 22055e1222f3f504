using SplitLearning.Data.Datasets;

namespace SplitLearning.Models.Layers;

/// <summary>A network as a chain of named layers that can be cut between any two.</summary>
/// <param name="Name">Name for people, e.g. <c>LeNet</c>.</param>
/// <param name="InputShape">Shape of one input, without the batch dimension.</param>
/// <param name="Classes">Size of the output: logits [B, classes]; [B, 1] where it is binary.</param>
/// <param name="Layers">First to last; at least two.</param>
public sealed record Architecture(
    string Name, IReadOnlyList<long> InputShape, int Classes, IReadOnlyList<LayerSpec> Layers)
{
    /// <summary>What torchvision calls a layer, where it is not the layer's own name; for weights in and out.</summary>
    public IReadOnlyDictionary<string, string> TorchvisionNames { get; init; } = new Dictionary<string, string>();

    /// <summary>Two classes by one output, the logit of the second; else an output a class.</summary>
    public bool IsBinary { get; init; }

    /// <summary>Which network takes samples of other shapes, for people; empty where there is none.</summary>
    public string OtherShapes { get; init; } = "";

    /// <summary>Layers behind which the network can be cut: all but the last.</summary>
    public IReadOnlyList<string> Cuts => [.. Layers.SkipLast(1).Select(layer => layer.Name)];

    /// <summary>The layers up to and with this one: the client model.</summary>
    /// <exception cref="UnknownLayerException">There is no cut behind such a layer.</exception>
    public IReadOnlyList<LayerSpec> ClientLayers(string cut) => [.. Layers.Take(ClientLayerCount(cut))];

    /// <summary>The layers behind this one: the server model.</summary>
    /// <exception cref="UnknownLayerException">There is no cut behind such a layer.</exception>
    public IReadOnlyList<LayerSpec> ServerLayers(string cut) => [.. Layers.Skip(ClientLayerCount(cut))];

    /// <summary>The layer that a tensor belongs to.</summary>
    /// <param name="tensor">Full name, e.g. <c>features.1.conv.0.0.weight</c>.</param>
    public LayerSpec LayerOf(string tensor) => Layers.First(layer =>
        tensor.StartsWith(layer.Name, StringComparison.Ordinal) && tensor[layer.Name.Length] == '.');

    /// <summary>What torchvision calls a tensor.</summary>
    /// <param name="tensor">Full name, e.g. <c>classifier.0.weight</c>.</param>
    public string TorchvisionNameOf(string tensor)
    {
        var layer = LayerOf(tensor).Name;
        return TorchvisionNames.GetValueOrDefault(layer, layer) + tensor[layer.Length..];
    }

    /// <summary>Makes sure that the network can be trained on these data.</summary>
    /// <exception cref="DatasetException">Another sample shape, or more classes than outputs.</exception>
    public void EnsureFits(IDataset data)
    {
        if (!data.SampleShape.SequenceEqual(InputShape))
            throw new DatasetException($"{data.Description}: {Name} expects samples of shape " +
                $"[{string.Join(", ", InputShape)}], found [{string.Join(", ", data.SampleShape)}]"
                + (OtherShapes.Length == 0 ? "" : $"; {OtherShapes}"));
        if (data.Classes > Classes)
            throw new DatasetException(
                $"{data.Description}: {Name} expects at most {Classes} classes, found {data.Classes}");
    }

    private int ClientLayerCount(string cut)
    {
        var index = Cuts.ToList().IndexOf(cut);
        return index >= 0 ? index + 1 : throw new UnknownLayerException(Name, cut, Cuts);
    }
}
