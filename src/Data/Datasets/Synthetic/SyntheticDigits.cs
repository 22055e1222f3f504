using SplitLearning.Data.Datasets.Idx;
using SplitLearning.Data.Images;
using SplitLearning.Data.Random;

namespace SplitLearning.Data.Datasets.Synthetic;

/// <summary>Digits drawn by a seeded generator, in the form of MNIST, where the real ones are missing.</summary>
public static class SyntheticDigits
{
    private const int Side = MnistDataset.Side;

    /// <summary>Samples for training, as many as MNIST has.</summary>
    public const int DefaultTrain = 60_000;

    /// <summary>Samples for testing, as many as MNIST has.</summary>
    public const int DefaultTest = 10_000;

    /// <summary>The same for every party of every run, whatever the run's own seed.</summary>
    public const long DefaultSeed = 1998;

    /// <summary>Draws the digits into memory; each depends on nothing but seed, phase and its index.</summary>
    public static IDataset Create(int train = DefaultTrain, int test = DefaultTest, long seed = DefaultSeed) =>
        new ByteImageDataset($"synthetic digits ({train} + {test}, seed {seed}), not MNIST", MnistDataset.Classes, Side,
            Normalization.None(channels: 1), Draw(Phase.Train, train, seed), Draw(Phase.Test, test, seed));

    /// <summary>Writes the digits as the four plain IDX files that <see cref="MnistDataset.Load"/> reads.</summary>
    /// <param name="folder">Created when it does not exist; files of the same names are replaced.</param>
    public static void WriteIdx(
        string folder, int train = DefaultTrain, int test = DefaultTest, long seed = DefaultSeed)
    {
        Directory.CreateDirectory(folder);
        Write(folder, MnistDataset.TrainImages, MnistDataset.TrainLabels, Draw(Phase.Train, train, seed));
        Write(folder, MnistDataset.TestImages, MnistDataset.TestLabels, Draw(Phase.Test, test, seed));
    }

    private static void Write(string folder, string imagesName, string labelsName, ByteImages images)
    {
        IdxWriter.Write(Path.Combine(folder, imagesName), [images.Count, Side, Side], images.Pixels);
        IdxWriter.Write(Path.Combine(folder, labelsName), [images.Count], images.Labels);
    }

    private static ByteImages Draw(Phase phase, int count, long seed)
    {
        const int size = Side * Side;
        var images = new ByteImages(new byte[count * size], new byte[count]);
        Parallel.For(0, count, () => new DigitPainter(Side), (index, _, painter) =>
        {
            var random = SeededRandom.For(seed, "synthetic digit", $"{phase}", $"{index}");
            images.Labels[index] = painter.Draw(random, images.Pixels.AsSpan(index * size, size));
            return painter;
        }, _ => { });
        return images;
    }
}
