using SplitLearning.Data.Datasets;

namespace SplitLearning.Models.Federated;

/// <summary>A batch of a client's samples.</summary>
/// <param name="Positions">Of each sample among the client's of the same part: what its weight goes by.</param>
public sealed record ClientBatch(SampleBatch Samples, ReadOnlyMemory<int> Positions)
{
    /// <summary>Number of samples.</summary>
    public int Count => Positions.Length;
}
