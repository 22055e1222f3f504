using SplitLearning.Data.Datasets.Folders;
using SplitLearning.Data.Datasets.Memory;

namespace SplitLearning.Data.Datasets.Synthetic;

/// <summary>Blood cells drawn by a seeded generator, in the form of the malaria cells.</summary>
public static class SyntheticCells
{
    /// <summary>Samples for training: an epoch of AlexNet on two cores takes minutes.</summary>
    public const int DefaultTrain = 2_000;

    /// <summary>Samples for testing.</summary>
    public const int DefaultTest = 400;

    /// <summary>The same for every party of every run, whatever the run's own seed.</summary>
    public const long DefaultSeed = 2018;

    /// <summary>
    /// Cells with a parasite (label 1) and without (0): float32 [B, 3, 224, 224] in [-1, 1]. Drawn when they are read;
    /// each depends on nothing but seed, phase and its index.
    /// </summary>
    /// <param name="cacheBytes">Memory for drawn cells, 150,528 bytes each; the rest is drawn anew each time.</param>
    public static IDataset Create(
        int train = DefaultTrain, int test = DefaultTest, long seed = DefaultSeed, long cacheBytes = 1L << 30) =>
        Create(train, test, seed, cacheBytes, CellsDataset.Kind.Side);

    internal static IDataset Create(int train, int test, long seed, long cacheBytes, int side)
    {
        var drawing = DrawingOf(seed, side);
        var budget = new CacheBudget(cacheBytes);
        return new ByteImageDataset($"synthetic cells ({train} + {test}, seed {seed}), not malaria images",
            CellsDataset.Kind.Classes.Count, side, CellsDataset.Kind.Normalization,
            new DrawnImages(drawing, Phase.Train, train, budget), new DrawnImages(drawing, Phase.Test, test, budget));
    }

    internal static Drawing DrawingOf(long seed, int side) => new(
        "synthetic cell", seed, CellsDataset.Kind.Classes.Count, 3 * side * side, () => new CellPainter(side));
}
