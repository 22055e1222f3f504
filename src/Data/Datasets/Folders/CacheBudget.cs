namespace SplitLearning.Data.Datasets.Folders;

/// <summary>Bytes that may still be cached.</summary>
/// <remarks>
/// First come stays: every epoch visits every sample, so what is thrown out for another would be missed before the
/// other is needed again.
/// </remarks>
internal sealed class CacheBudget(long bytes)
{
    private long _left = bytes;

    /// <summary>False when there is no room left.</summary>
    public bool TryTake(int bytes)
    {
        if (Interlocked.Add(ref _left, -bytes) >= 0)
            return true;
        GiveBack(bytes);
        return false;
    }

    public void GiveBack(int bytes) => Interlocked.Add(ref _left, bytes);
}
