namespace RecoveryBench;

internal static class Median
{
    /// <summary>The middle one; of an even number the upper of both in the middle. To the millisecond.</summary>
    public static double Of(IEnumerable<double> figures)
    {
        double[] sorted = [.. figures.Order()];
        return Math.Round(sorted[sorted.Length / 2], 3);
    }
}
