using SplitLearning.Data.Random;

namespace SplitLearning.Data.Partitioning;

/// <summary>The order in which an agent passes over its training shard.</summary>
public static class SampleOrder
{
    /// <summary>A permutation of the shard that depends on nothing but run seed, epoch and agent.</summary>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="epoch">Number of the epoch, from 1.</param>
    /// <param name="agentIndex">Index of the agent, from 1.</param>
    /// <param name="shardIndices">The agent's indices; kept as they are.</param>
    public static int[] ForTurn(long seed, int epoch, int agentIndex, ReadOnlySpan<int> shardIndices)
    {
        var order = shardIndices.ToArray();
        SeededRandom.For(seed, "order", $"epoch {epoch}", $"agent {agentIndex}").Shuffle(order.AsSpan());
        return order;
    }
}
