using SplitLearning.Data.Random;

namespace SplitLearning.Data.Partitioning;

/// <summary>Which samples of a file are used, and in which order, where the file itself does not mix them.</summary>
/// <remarks>All by a fixed seed, not the run's: every party comes to the same samples in the same order.</remarks>
public static class SampleMix
{
    private const long Seed = 2018;

    /// <summary>All positions, mixed, so that any range of them has samples of all classes.</summary>
    public static int[] Mixed(int count, string purpose)
    {
        var order = Enumerable.Range(0, count).ToArray();
        SeededRandom.For(Seed, "mixed order", purpose).Shuffle(order.AsSpan());
        return order;
    }

    /// <summary>Divides mixed positions: those to train with, then those to test with.</summary>
    /// <param name="testFraction">Above 0 and below 1; of two samples or more one is on each side at least.</param>
    public static (int[] Train, int[] Test) Divided(int[] mixed, double testFraction)
    {
        var test = mixed.Length < 2
            ? 0
            : Math.Clamp((int)Math.Round(mixed.Length * testFraction), 1, mixed.Length - 1);
        return (mixed[test..], mixed[..test]);
    }

    /// <summary>Keeps the first positions of each class, in their order.</summary>
    /// <param name="labels">By position.</param>
    /// <param name="perClass">As many of each at most; null keeps all.</param>
    public static int[] Balanced(int[] positions, byte[] labels, int? perClass)
    {
        if (perClass is not { } limit)
            return positions;
        var taken = new int[256];
        return [.. positions.Where(position => taken[labels[position]]++ < limit)];
    }
}
