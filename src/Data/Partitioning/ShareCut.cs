namespace SplitLearning.Data.Partitioning;

/// <summary>Cuts a number of samples by shares.</summary>
internal static class ShareCut
{
    /// <param name="shares">Parts of 1.</param>
    /// <returns>
    /// Where each part ends, ascending; the last one at <paramref name="count"/>. Sizes are within one of the shares.
    /// </returns>
    public static int[] Ends(int count, ReadOnlySpan<double> shares)
    {
        var ends = new int[shares.Length];
        var sum = 0.0;
        for (var i = 0; i < shares.Length; i++)
        {
            sum += shares[i];
            // To the nearest: cut down, the last one would have more than its share of everything.
            ends[i] = Math.Min(count, (int)Math.Floor(count * sum + 0.5));
        }

        ends[^1] = count; // the sum is 1 but for rounding
        return ends;
    }
}
