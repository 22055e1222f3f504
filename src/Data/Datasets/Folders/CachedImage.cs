namespace SplitLearning.Data.Datasets.Folders;

/// <summary>A sample, and its pixels once they are decoded, if there was room. Safe for several threads.</summary>
internal sealed class CachedImage(ImageSample sample)
{
    private byte[]? _planes;

    public ImageSample Sample { get; } = sample;

    /// <summary>Bytes [channels, side, side]; shared, not to be written.</summary>
    /// <exception cref="InvalidDataException">The file cannot be used.</exception>
    public byte[] Planes(ImagePixels pixels, CacheBudget budget)
    {
        if (Volatile.Read(ref _planes) is { } known)
            return known;
        var planes = pixels.Read(Sample);
        if (!budget.TryTake(planes.Length))
            return planes;
        var first = Interlocked.CompareExchange(ref _planes, planes, null);
        if (first is not null)
            budget.GiveBack(planes.Length); // another thread has decoded it at the same time
        return first ?? planes;
    }
}
