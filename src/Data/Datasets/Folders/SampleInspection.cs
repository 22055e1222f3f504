namespace SplitLearning.Data.Datasets.Folders;

/// <summary>Looks at every sample before a run: see <see cref="BadSamplePolicy.Skip"/>.</summary>
internal static class SampleInspection
{
    /// <summary>The samples that can be decoded, in their order; what is decoded stays in the cache.</summary>
    /// <param name="skipped">Gets the others, in their order.</param>
    public static IReadOnlyList<CachedImage> Usable(
        IReadOnlyList<CachedImage> images, ImagePixels pixels, CacheBudget budget, List<BadSample> skipped)
    {
        var reasons = new string?[images.Count];
        var allCores = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, images.Count, allCores, i =>
        {
            try
            {
                images[i].Planes(pixels, budget);
            }
            catch (InvalidDataException failure)
            {
                reasons[i] = failure.Message;
            }
        });
        skipped.AddRange(images.Index().Where(entry => reasons[entry.Index] is not null).Select(
            entry => new BadSample(pixels.PathOf(entry.Item.Sample), Row: null, reasons[entry.Index]!)));
        return [.. images.Where((_, i) => reasons[i] is null)];
    }
}
