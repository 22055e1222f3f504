using SplitLearning.Data.Datasets.Cifar;
using SplitLearning.Data.Datasets.Memory;
using SplitLearning.Data.Images;

namespace SplitLearning.Data.Datasets.Synthetic;

/// <summary>Ten kinds of shapes drawn by a seeded generator, in the form of CIFAR-10, where that is missing.</summary>
public static class SyntheticColourImages
{
    /// <summary>Samples for training.</summary>
    public const int DefaultTrain = 10_000;

    /// <summary>Samples for testing.</summary>
    public const int DefaultTest = 2_000;

    /// <summary>The same for every party of every run, whatever the run's own seed.</summary>
    public const long DefaultSeed = 2009;

    /// <summary>
    /// Draws the images into memory, each from nothing but seed, phase and its index: float32 [B, 3, 32, 32],
    /// normalized as CIFAR-10 is.
    /// </summary>
    public static IDataset Create(int train = DefaultTrain, int test = DefaultTest, long seed = DefaultSeed) =>
        new ByteImageDataset($"synthetic colour images ({train} + {test}, seed {seed}), not CIFAR-10",
            CifarReader.Classes, CifarReader.Side, Normalization.Cifar10,
            Draw(Phase.Train, train, seed), Draw(Phase.Test, test, seed));

    internal static ByteImages Draw(Phase phase, int count, long seed)
    {
        const int size = CifarReader.ImageSize;
        var drawing = new Drawing("synthetic colour image", seed, CifarReader.Classes, size, () => new ShapePainter());
        var images = new ByteImages(new byte[count * size], new byte[count]);
        Parallel.For(0, count, index =>
        {
            images.Labels[index] = drawing.LabelOf(phase, index);
            drawing.Draw(phase, index, images.Pixels.AsSpan(index * size, size));
        });
        return images;
    }
}
