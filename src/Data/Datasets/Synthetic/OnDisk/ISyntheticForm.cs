namespace SplitLearning.Data.Datasets.Synthetic.OnDisk;

/// <summary>The on-disk form of one dataset, filled with synthetic samples.</summary>
internal interface ISyntheticForm
{
    long DefaultSeed { get; }

    /// <summary>Whether the form tells samples for training and testing apart.</summary>
    bool HasTestPart { get; }

    /// <param name="folder">An empty folder.</param>
    void Write(string folder, int train, int test, long seed, CancellationToken stop);
}
