namespace SplitLearning.Data.Datasets.Folders;

/// <summary>Opens a folder of images: finds samples, divides, balances and mixes them, looks for bad ones.</summary>
internal static class ImageFolders
{
    /// <param name="home">A folder that <see cref="ImageFolderKind.MissingIn"/> found complete.</param>
    /// <remarks>
    /// All parties of a run must come to the same samples. That is so where they have the same files and options:
    /// samples that are skipped are missing at everybody's, or the fingerprints differ.
    /// </remarks>
    /// <exception cref="DatasetException">
    /// The folder cannot be read or divided, or a file is bad and <see cref="BadSamplePolicy.Stop"/> holds.
    /// </exception>
    public static IDataset Open(string home, ImageFolderKind kind, DatasetOptions options)
    {
        var scan = FolderScan.Of(home, kind);
        if (options.OnBadSample == BadSamplePolicy.Stop && scan.Bad is [var bad, ..])
            throw new DatasetException($"{bad.File} {bad.Reason}");
        if (scan.Train.Count == 0)
            throw new DatasetException($"{home} has no images: {kind.Hint}, of {string.Join(", ", kind.Classes)}");

        var pixels = new ImagePixels(home, kind);
        var budget = new CacheBudget(options.CacheBytes);
        var (train, test, origin) = Divided(scan, kind, options);
        var skipped = new List<BadSample>(scan.Bad);
        if (options.OnBadSample == BadSamplePolicy.Skip)
        {
            train = SampleInspection.Usable(train, pixels, budget, skipped);
            test = SampleInspection.Usable(test, pixels, budget, skipped);
            EnsureSomeAreLeft(home, train, test, skipped);
        }

        return new ImageFolderDataset(
            $"{kind.Name} from {home} ({origin})", kind, pixels, budget, train, test, skipped);
    }

    private static (IReadOnlyList<CachedImage> Train, IReadOnlyList<CachedImage> Test, string Origin) Divided(
        FolderScan scan, ImageFolderKind kind, DatasetOptions options)
    {
        var (train, test) = scan.Test is { } given
            ? (scan.Train, given)
            : PatientSplit.Of(scan.Train, kind.Classes.Count, options.TestFraction);
        var balanced = MixedOrder.Balanced(
            MixedOrder.Of(train, Phase.Train), kind.Classes.Count, options.PerClass ?? kind.PerClass);
        return (Cached(balanced), Cached(MixedOrder.Of(test, Phase.Test)), OriginOf(scan));
    }

    private static void EnsureSomeAreLeft(
        string home, IReadOnlyList<CachedImage> train, IReadOnlyList<CachedImage> test, List<BadSample> skipped)
    {
        if (train.Count == 0 || test.Count == 0)
            throw new DatasetException(
                $"{home} has no usable images for {(train.Count == 0 ? "training" : "testing")}: {skipped.Count} are " +
                $"bad, such as {skipped[0].File}, which {skipped[0].Reason}");
    }

    private static string OriginOf(FolderScan scan) =>
        scan.Test is not null ? "train and test as given"
        : scan.Train.Any(sample => sample.Patient is not null) ? "test patients chosen by seed"
        : "test images chosen by seed";

    private static CachedImage[] Cached(IEnumerable<ImageSample> samples) =>
        [.. samples.Select(sample => new CachedImage(sample))];
}
