using SplitLearning.Data.Datasets;

namespace SplitLearning.Models.Layers;

/// <summary>A network as a chain of named layers that can be cut between any two.</summary>
/// <param name="Name">Name for people, e.g. <c>LeNet</c>.</param>
/// <param name="InputShape">Shape of one input, without the batch dimension.</param>
/// <param name="Classes">Size of the output: logits [B, classes].</param>
/// <param name="Layers">First to last; at least two.</param>
public sealed record Architecture(
    string Name, IReadOnlyList<long> InputShape, int Classes, IReadOnlyList<LayerSpec> Layers)
{
    /// <summary>Layers behind which the network can be cut: all but the last.</summary>
    public IReadOnlyList<string> Cuts => [.. Layers.SkipLast(1).Select(layer => layer.Name)];

    /// <summary>The layers up to and with this one: the client model.</summary>
    /// <exception cref="UnknownLayerException">There is no cut behind such a layer.</exception>
    public IReadOnlyList<LayerSpec> ClientLayers(string cut) => [.. Layers.Take(ClientLayerCount(cut))];

    /// <summary>The layers behind this one: the server model.</summary>
    /// <exception cref="UnknownLayerException">There is no cut behind such a layer.</exception>
    public IReadOnlyList<LayerSpec> ServerLayers(string cut) => [.. Layers.Skip(ClientLayerCount(cut))];

    /// <summary>Makes sure that the network can be trained on these data.</summary>
    /// <exception cref="DatasetException">Another sample shape, or more classes than outputs.</exception>
    public void EnsureFits(IDataset data)
    {
        if (!data.SampleShape.SequenceEqual(InputShape))
            throw new DatasetException($"{data.Description}: {Name} expects samples of shape " +
                $"[{string.Join(", ", InputShape)}], found [{string.Join(", ", data.SampleShape)}]");
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
