using SplitLearning.Data;

namespace SplitLearning.Models.Layers;

/// <summary>A parameter or buffer of a network.</summary>
/// <param name="Layer">Name of its layer.</param>
/// <param name="Name">Full name, e.g. <c>features.1.running_mean</c>.</param>
/// <param name="IsParameter">Trained, and so remembered by the optimizer; false for a buffer.</param>
public sealed record StateRow(
    string Layer, string Name, IReadOnlyList<long> Shape, TensorDtype Dtype, bool IsParameter)
{
    /// <summary>Number of elements.</summary>
    public long Count => Shape.Aggregate(1L, (product, size) => product * size);
}
