using SplitLearning.Data.Datasets.Folders;
using SplitLearning.Data.Datasets.Memory;
using SplitLearning.Data.Datasets.Synthetic;
using SplitLearning.Data.Images;

namespace SplitLearning.Data.Datasets.Cifar;

/// <summary>CIFAR-10, binary or as image files: float32 [B, 3, 32, 32], normalized by its mean and deviation.</summary>
/// <remarks>
/// Classes in the order of their names: airplane 0, automobile, bird, cat, deer, dog, frog, horse, ship, truck 9.
/// Source: Krizhevsky, "Learning multiple layers of features from tiny images", 2009.
/// </remarks>
public static class ColourImagesDataset
{
    internal static CifarForm Form { get; } = new();

    /// <summary>Opens CIFAR-10 in a folder or a usual place; draws synthetic images where there is none.</summary>
    /// <exception cref="DatasetException">
    /// A named folder does not hold it, or a sample is bad and <see cref="BadSamplePolicy.Stop"/> holds.
    /// </exception>
    public static IDataset Open(DatasetOptions options) =>
        Subset.Of(Open(options, DatasetLocator.OfProcess()), options.Fraction);

    internal static IDataset Open(DatasetOptions options, DatasetLocator locator) =>
        locator.Find(options.Folder, Form) is not { } home ? SyntheticColourImages.Create()
        : CifarForm.TrainBatches(home) is { Length: > 0 } batches ? Load(home, batches, options)
        : ColourImageFolder.Open(home, options);

    private static ByteImageDataset Load(string home, string[] batches, DatasetOptions options)
    {
        var (images, skipped) = ReadFiles(batches, options);
        var order = LabelledOrder.Mixed(images.Count, nameof(Phase.Train));
        if (CifarForm.TestBatchIn(home) is not { } testBatch)
        {
            var (train, test) = LabelledOrder.Divided(
                order, images.Labels, CifarReader.Classes, options.TestFraction);
            train = Balanced(train);
            return Of($"{home} ({Counted(batches)}; test images chosen by seed)",
                images.Pick(train), images.Pick(test), skipped, (train, test));
        }

        var (testImages, testSkipped) = ReadFiles([testBatch], options);
        var testOrder = LabelledOrder.Mixed(testImages.Count, nameof(Phase.Test));
        order = Balanced(order);
        return Of($"{home} ({Counted(batches)} and the test batch)", images.Pick(order), testImages.Pick(testOrder),
            [.. skipped, .. testSkipped], (order, Array.ConvertAll(testOrder, record => images.Count + record)));

        int[] Balanced(int[] chosen) =>
            LabelledOrder.Balanced(chosen, images.Labels, CifarReader.Classes, options.PerClass);
    }

    private static (ByteImages Images, IReadOnlyList<BadSample> Bad) ReadFiles(string[] paths, DatasetOptions options)
    {
        var (images, bad) = CifarReader.Read(paths, options.OnBadSample);
        return images.Count > 0
            ? (images, bad)
            : throw new DatasetException($"{paths[0]}: none of its {bad.Count} records can be used");
    }

    private static string Counted(string[] batches) =>
        batches.Length == 1 ? Path.GetFileName(batches[0]) : $"{batches.Length} training batches";

    private static ByteImageDataset Of(
        string origin, ByteImages train, ByteImages test, IReadOnlyList<BadSample> skipped,
        (int[] Train, int[] Test) onDisk) =>
        new($"CIFAR-10 from {origin}", CifarReader.Classes, CifarReader.Side, Normalization.Cifar10, train, test)
        {
            Skipped = skipped,
            OnDisk = onDisk,
        };
}
