namespace SplitLearning.Data.Partitioning;

/// <summary>A range of sample indices: <see cref="Start"/> to <c>Start + Count - 1</c>.</summary>
public readonly record struct IndexRange(int Start, int Count)
{
    /// <summary>The indices, ascending.</summary>
    public int[] ToIndices()
    {
        var indices = new int[Count];
        for (var i = 0; i < Count; i++)
            indices[i] = Start + i;
        return indices;
    }
}
