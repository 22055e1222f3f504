using SplitLearning.Data.Random;

namespace SplitLearning.Data.Datasets;

/// <summary>Orders and divides samples of which no more is known than their classes; the same everywhere.</summary>
internal static class LabelledOrder
{
    // Everybody's, whatever the seed of the run: all parties must come to the same order.
    private const long Seed = 1980;

    /// <summary>All samples in a mixed order: files sorted by class would give shards of one class.</summary>
    public static int[] Mixed(int count, string name)
    {
        var order = Enumerable.Range(0, count).ToArray();
        SeededRandom.For(Seed, "mixed order", name).Shuffle(order.AsSpan());
        return order;
    }

    /// <summary>Takes a share of each class for testing, at least one sample, and leaves at least one.</summary>
    /// <param name="fraction">Above 0, below 1.</param>
    public static (int[] Train, int[] Test) Divided(
        ReadOnlySpan<int> order, ReadOnlySpan<byte> labels, int classes, double fraction)
    {
        var room = new int[classes];
        foreach (var index in order)
            room[labels[index]]++;
        for (var label = 0; label < classes; label++)
            room[label] = Math.Min(Math.Max(1, (int)Math.Round(room[label] * fraction)), room[label] - 1);
        var (train, test) = (new List<int>(), new List<int>());
        foreach (var index in order)
            (room[labels[index]]-- > 0 ? test : train).Add(index);
        return ([.. train], [.. test]);
    }

    /// <summary>Keeps the first so many of each class, in their order.</summary>
    /// <param name="perClass">Null keeps all.</param>
    public static int[] Balanced(int[] order, ReadOnlySpan<byte> labels, int classes, int? perClass)
    {
        if (perClass is not { } limit)
            return order;
        var taken = new int[classes];
        var kept = new List<int>();
        foreach (var index in order)
            if (taken[labels[index]]++ < limit)
                kept.Add(index);
        return [.. kept];
    }
}
