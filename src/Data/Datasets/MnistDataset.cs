using SplitLearning.Data.Datasets.Folders;
using SplitLearning.Data.Datasets.Idx;
using SplitLearning.Data.Datasets.Memory;
using SplitLearning.Data.Datasets.Stored;
using SplitLearning.Data.Images;

namespace SplitLearning.Data.Datasets;

/// <summary>MNIST's four IDX files, gzipped or plain: grey digits as float32 [B, 1, 28, 28] in [0, 1].</summary>
/// <remarks>Source: LeCun, Cortes and Burges, "The MNIST database of handwritten digits".</remarks>
public static class MnistDataset
{
    internal const int Side = 28;
    internal const int Classes = 10;
    internal const string TrainImages = "train-images-idx3-ubyte";
    internal const string TrainLabels = "train-labels-idx1-ubyte";
    internal const string TestImages = "t10k-images-idx3-ubyte";
    internal const string TestLabels = "t10k-labels-idx1-ubyte";

    /// <summary>The folder's name below a folder of datasets, and the files in it (<c>.gz</c> may follow).</summary>
    public static DatasetFiles Files { get; } = new("mnist", [TrainImages, TrainLabels, TestImages, TestLabels]);

    /// <summary>What a digit is in memory and in a store.</summary>
    internal static PixelForm Pixels { get; } = new(Classes, Side, Normalization.None(1));

    /// <summary>A digit in an image file, as bright on dark as the dataset's own.</summary>
    internal static ImageFolderKind Kind { get; } = new()
    {
        Name = "digits",
        Folder = "mnist",
        Classes = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
        Side = Side,
        Normalization = Normalization.None(1),
    };

    /// <summary>Reads the four files of a folder into memory.</summary>
    /// <param name="perClass">Training samples a class at most, the first ones of the files; null for all.</param>
    /// <exception cref="DatasetException">A file is missing, damaged or does not fit its companion.</exception>
    public static IDataset Load(string folder, int? perClass = null)
    {
        ByteImages train = null!, test = null!;
        Unwrapped(() => Parallel.Invoke(
            () => train = LoadPhase(folder, TrainImages, TrainLabels),
            () => test = LoadPhase(folder, TestImages, TestLabels)));
        var order = LabelledOrder.Balanced([.. Enumerable.Range(0, train.Count)], train.Labels, Classes, perClass);
        return new ByteImageDataset($"MNIST from {folder}", Classes, Side, Normalization.None(1),
            perClass is null ? train : train.Pick(order), test)
        {
            OnDisk = (order, [.. Enumerable.Range(train.Count, test.Count)]),
        };
    }

    private static ByteImages LoadPhase(string folder, string imagesName, string labelsName)
    {
        var imagesPath = DatasetFiles.PathOf(folder, imagesName);
        var labelsPath = DatasetFiles.PathOf(folder, labelsName);
        var images = IdxReader.Read(imagesPath, rank: 3);
        var labels = IdxReader.Read(labelsPath, rank: 1);
        if (images.Sizes[1] != Side || images.Sizes[2] != Side)
            throw new DatasetException(
                $"{imagesPath}: expected images of {Side} x {Side}, found {images.Sizes[1]} x {images.Sizes[2]}");
        if (images.Sizes[0] != labels.Sizes[0])
            throw new DatasetException(
                $"{labelsPath}: expected {images.Sizes[0]} labels, as many as images in {imagesPath}, " +
                $"found {labels.Sizes[0]}");
        var wrong = labels.Values.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)(Classes - 1));
        if (wrong >= 0)
            throw new DatasetException(
                $"{labelsPath}: expected labels of 0 to {Classes - 1}, found {labels.Values[wrong]} at sample {wrong}");
        return new ByteImages(images.Values, labels.Values);
    }

    private static void Unwrapped(Action load)
    {
        try
        {
            load();
        }
        catch (AggregateException several)
        {
            throw several.InnerExceptions.OfType<DatasetException>().FirstOrDefault() ?? several.InnerExceptions[0];
        }
    }
}
