using SplitLearning.Data.Datasets;

namespace SplitLearning.Data.Partitioning;

/// <summary>The samples that are one agent's, by their indices in the dataset.</summary>
/// <param name="train">Ascending.</param>
/// <param name="test">Ascending.</param>
public sealed class Shard(int[] train, int[] test)
{
    /// <summary>A dataset that is one agent's as a whole.</summary>
    public static Shard AllOf(IDataset data) => new(All(data, Phase.Train), All(data, Phase.Test));

    /// <summary>Indices of the samples of a phase, ascending.</summary>
    public ReadOnlySpan<int> Indices(Phase phase) => phase == Phase.Train ? train : test;

    /// <summary>Number of samples of a phase; may be 0.</summary>
    public int Count(Phase phase) => Indices(phase).Length;

    private static int[] All(IDataset data, Phase phase) => new IndexRange(0, data.Count(phase)).ToIndices();
}
