namespace SplitLearning.Data.Partitioning;

/// <summary>Cuts a number of samples into ranges, in proportion.</summary>
public static class ShardDealer
{
    /// <summary>Deals every index exactly once, in the order of agents; sizes differ by at most one.</summary>
    /// <param name="count">Samples of the phase.</param>
    /// <param name="agents">Number of agents; with more agents than samples some ranges are empty.</param>
    /// <returns>The range of agent k at position k - 1: agents count from 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A negative count, or fewer than one agent.</exception>
    public static IReadOnlyList<IndexRange> Deal(int count, int agents)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(agents);
        var weights = new int[agents];
        Array.Fill(weights, 1);
        return Deal(count, weights);
    }

    /// <summary>Deals every index exactly once; each size is within one of what its weight says.</summary>
    /// <param name="weights">One an agent, from 1; samples times their sum is below 2^63.</param>
    /// <returns>The range of agent k at position k - 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A negative count.</exception>
    public static IReadOnlyList<IndexRange> Deal(int count, ReadOnlySpan<int> weights)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var total = 0L;
        foreach (var weight in weights)
            total += weight;
        var ranges = new IndexRange[weights.Length];
        var (start, before) = (0, 0L);
        for (var i = 0; i < weights.Length; i++)
        {
            before += weights[i];
            var end = (int)(count * before / total); // whole numbers: the same on every machine
            ranges[i] = new IndexRange(start, end - start);
            start = end;
        }

        return ranges;
    }
}
