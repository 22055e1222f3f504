namespace SplitLearning.Data.Partitioning;

/// <summary>Divides the samples of a phase among agents, in proportion.</summary>
public static class ShardDealer
{
    /// <summary>Deals every index exactly once, in the order of agents; sizes differ by at most one.</summary>
    /// <param name="count">Samples of the phase.</param>
    /// <param name="agents">Number of agents; with more agents than samples some shards are empty.</param>
    /// <returns>The shard of agent k at position k - 1: agents count from 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A negative count, or fewer than one agent.</exception>
    public static IReadOnlyList<IndexRange> Deal(int count, int agents)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(agents);
        var shards = new IndexRange[agents];
        for (var i = 0; i < agents; i++)
        {
            var start = FirstOf(i);
            shards[i] = new IndexRange(start, FirstOf(i + 1) - start);
        }

        return shards;

        int FirstOf(int shard) => (int)((long)count * shard / agents);
    }
}
