using SplitLearning.Data.Random;

namespace SplitLearning.Data.Datasets.Folders;

/// <summary>The order of a phase's samples: mixed, so that any range has all classes; the same everywhere.</summary>
internal static class MixedOrder
{
    /// <summary>Sorts by path, as the order in which a system lists files is its own affair, and shuffles.</summary>
    public static List<ImageSample> Of(IEnumerable<ImageSample> samples, Phase phase)
    {
        var mixed = samples.OrderBy(sample => sample.RelativePath, StringComparer.Ordinal).ToArray();
        SeededRandom.For(PatientSplit.Seed, "mixed order", $"{phase}").Shuffle(mixed.AsSpan());
        return [.. mixed];
    }

    /// <summary>Keeps the first so many of each class, in their order.</summary>
    /// <param name="perClass">Null keeps all.</param>
    public static List<ImageSample> Balanced(List<ImageSample> samples, int classes, int? perClass)
    {
        if (perClass is not { } limit)
            return samples;
        var taken = new int[classes];
        return [.. samples.Where(sample => taken[sample.Label]++ < limit)];
    }
}
