using SplitLearning.Data.Datasets.Folders;
using SplitLearning.Data.Datasets.Synthetic;
using SplitLearning.Data.Images;

namespace SplitLearning.Data.Datasets.Cifar;

/// <summary>Small colour images of ten kinds, CIFAR-10: float32 [B, 3, 32, 32], normalised by its own mean.</summary>
/// <remarks>
/// Binary batches, or folders of image files: <c>train/cat/0000.jpg</c>. Source: Krizhevsky, "Learning Multiple Layers
/// of Features from Tiny Images", 2009.
/// </remarks>
public static class ColourImagesDataset
{
    private static readonly CifarFiles Files = new();

    /// <summary>Opens the images in a folder or a usual place; draws synthetic ones where there are none.</summary>
    /// <exception cref="DatasetException">
    /// A named folder does not hold them, or a sample is bad and <see cref="BadSamplePolicy.Stop"/> holds.
    /// </exception>
    public static IDataset Open(DatasetOptions options) =>
        Subset.Of(Open(options, DatasetLocator.OfProcess()), options.Fraction);

    internal static IDataset Open(DatasetOptions options, DatasetLocator locator)
    {
        var form = new EitherForm(Files, ColourImageFolder.Kind);
        if (locator.Find(options.Folder, form) is not { } home)
            return SyntheticColourImages.Create();
        return Files.MissingIn(home).Count == 0 ? Load(home, options) : ColourImageFolder.Open(home, options);
    }

    /// <summary>Reads the binary batches of a folder.</summary>
    internal static IDataset Load(string folder, DatasetOptions options)
    {
        var skipped = new List<BadSample>();
        var all = Joined(CifarFiles.TrainFiles(folder).Select(Read));
        var given = CifarFiles.TestFile(folder) is { } file ? Read(file) : null;
        var (train, test, origin) = MixedDivision.Of(all, given, options);
        return new ByteImageDataset($"CIFAR-10 from {folder} ({origin})", CifarReader.Classes, CifarReader.Side,
            Normalization.Cifar10, train, test)
        {
            Skipped = skipped,
        };

        ByteImages Read(string path) =>
            CifarReader.Read(path, options.OnBadSample == BadSamplePolicy.Skip ? skipped : null);
    }

    private static ByteImages Joined(IEnumerable<ByteImages> batches)
    {
        var all = batches.ToList();
        return new ByteImages([.. all.SelectMany(batch => batch.Pixels)], [.. all.SelectMany(batch => batch.Labels)]);
    }
}
