namespace SplitLearning.Models.Federated;

/// <summary>All weights and buffers of a network as flat vectors; their places: <see cref="VectorLayout"/>.</summary>
/// <param name="Floats">All parameters in layer order, then all float32 buffers in layer order.</param>
/// <param name="Integers">All int64 buffers in layer order.</param>
/// <remarks>Whoever gives it away does not write to it any more.</remarks>
public sealed record ModelVector(float[] Floats, long[] Integers)
{
    /// <summary>A vector of its own with the same values.</summary>
    public ModelVector Copy() => new([.. Floats], [.. Integers]);
}
