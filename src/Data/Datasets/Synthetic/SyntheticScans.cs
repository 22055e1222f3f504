using SplitLearning.Data.Datasets.Folders;
using SplitLearning.Data.Datasets.Memory;

namespace SplitLearning.Data.Datasets.Synthetic;

/// <summary>Scans of a layered retina drawn by a seeded generator, in the form of the OCT scans.</summary>
public static class SyntheticScans
{
    /// <summary>Samples for training: an epoch of VGG16 on two cores takes long enough.</summary>
    public const int DefaultTrain = 2_000;

    /// <summary>Samples for testing.</summary>
    public const int DefaultTest = 400;

    /// <summary>The same for every party of every run, whatever the run's own seed.</summary>
    public const long DefaultSeed = 1991;

    /// <summary>
    /// NORMAL (label 0), CNV (1: fluid and tissue lift the lowest layer), DME (2: dark cysts in the layers), DRUSEN (3:
    /// small bumps of the lowest layer): float32 [B, 1, 256, 256] in [-1, 1]. Drawn when they are read; each depends on
    /// nothing but seed, phase and its index.
    /// </summary>
    /// <param name="cacheBytes">Memory for drawn scans, 65,536 bytes each; the rest is drawn anew each time.</param>
    public static IDataset Create(
        int train = DefaultTrain, int test = DefaultTest, long seed = DefaultSeed, long cacheBytes = 1L << 30) =>
        Create(train, test, seed, cacheBytes, ScansDataset.Kind.Side);

    internal static IDataset Create(int train, int test, long seed, long cacheBytes, int side)
    {
        var drawing = DrawingOf(seed, side, side);
        var budget = new CacheBudget(cacheBytes);
        return new ByteImageDataset($"synthetic scans ({train} + {test}, seed {seed}), not OCT images",
            ScansDataset.Kind.Classes.Count, side, ScansDataset.Kind.Normalization,
            new DrawnImages(drawing, Phase.Train, train, budget), new DrawnImages(drawing, Phase.Test, test, budget));
    }

    internal static Drawing DrawingOf(long seed, int width, int height) => new("synthetic scan", seed,
        ScansDataset.Kind.Classes.Count, width * height, () => new ScanPainter(width, height));
}
