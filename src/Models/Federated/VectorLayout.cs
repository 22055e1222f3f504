using System.Runtime.InteropServices;
using SplitLearning.Data;
using SplitLearning.Models.Layers;
using SplitLearning.Models.State;

namespace SplitLearning.Models.Federated;

/// <summary>Where each tensor of a network stands in a <see cref="ModelVector"/>.</summary>
public sealed class VectorLayout
{
    private readonly List<Place> _places = [];

    internal VectorLayout(LayerStack layers)
    {
        var parameters = layers.Parameters.Select(parameter => parameter.Name).ToHashSet();
        Parameters = layers.Parameters.Sum(parameter => (int)parameter.Value.numel());
        var (parameter, buffer, integer) = (0, Parameters, 0);
        foreach (var (name, value) in layers.State)
        {
            var dtype = value.DtypeOf();
            ref var next = ref dtype == TensorDtype.Int64 ? ref integer
                : ref parameters.Contains(name) ? ref parameter : ref buffer;
            _places.Add(new Place(name, value.shape, dtype, next, (int)value.numel()));
            next += (int)value.numel();
        }

        (Floats, Integers) = (buffer, integer);
    }

    /// <summary>Number of trainable values: the first of the floats.</summary>
    public int Parameters { get; }

    /// <summary>Number of parameters and float32 buffers' values.</summary>
    public int Floats { get; }

    /// <summary>Number of int64 buffers' values.</summary>
    public int Integers { get; }

    /// <summary>The tensors of a vector, in layer order, as <see cref="WeightsHash"/> wants them.</summary>
    /// <param name="prefix">Stands before each name.</param>
    public IReadOnlyList<NamedTensor> Tensors(ModelVector vector, string prefix = "") =>
    [
        .. _places.Select(place => new NamedTensor(
            prefix + place.Name,
            new TensorData(place.Shape, place.Dtype, BytesOf(place, vector).ToArray()))),
    ];

    /// <summary>The vector of tensors.</summary>
    /// <param name="prefix">Stands before each name; tensors without it are passed over.</param>
    /// <exception cref="StateException">A tensor is missing or of another shape.</exception>
    public ModelVector FromTensors(IReadOnlyList<NamedTensor> tensors, string prefix = "")
    {
        var byName = tensors.ToDictionary(tensor => tensor.Name, tensor => tensor.Tensor);
        var vector = Empty();
        foreach (var place in _places)
        {
            if (!byName.TryGetValue(prefix + place.Name, out var found))
                throw new StateException($"State lacks the tensor {prefix}{place.Name}");
            if (found.Dtype != place.Dtype || !found.Shape.SequenceEqual(place.Shape))
                throw new StateException($"State has {prefix}{place.Name} as {found.Dtype} "
                    + $"[{string.Join(", ", found.Shape)}]; this model needs {place.Dtype} "
                    + $"[{string.Join(", ", place.Shape)}]");
            found.Bytes.Span.CopyTo(BytesOf(place, vector));
        }

        return vector;
    }

    /// <summary>A vector of zeros.</summary>
    internal ModelVector Empty() => new(new float[Floats], new long[Integers]);

    /// <summary>Copies a network's weights and buffers.</summary>
    internal void Read(LayerStack layers, ModelVector target)
    {
        foreach (var (place, tensor) in _places.Zip(layers.State))
            tensor.Value.bytes.CopyTo(BytesOf(place, target));
    }

    /// <summary>Replaces a network's weights and buffers.</summary>
    internal void Write(ModelVector vector, LayerStack layers)
    {
        foreach (var (place, tensor) in _places.Zip(layers.State))
            BytesOf(place, vector).CopyTo(tensor.Value.bytes);
    }

    private static Span<byte> BytesOf(Place place, ModelVector vector) => place.Dtype == TensorDtype.Int64
        ? MemoryMarshal.AsBytes(vector.Integers.AsSpan(place.Start, place.Count))
        : MemoryMarshal.AsBytes(vector.Floats.AsSpan(place.Start, place.Count));

    private sealed record Place(string Name, long[] Shape, TensorDtype Dtype, int Start, int Count);
}
