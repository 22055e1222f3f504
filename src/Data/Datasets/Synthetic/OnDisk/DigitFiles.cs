namespace SplitLearning.Data.Datasets.Synthetic.OnDisk;

/// <summary>Digits as MNIST's four IDX files.</summary>
internal sealed class DigitFiles : ISyntheticForm
{
    public long DefaultSeed => SyntheticDigits.DefaultSeed;

    public bool HasTestPart => true;

    public void Write(string folder, int train, int test, long seed, CancellationToken stop) =>
        SyntheticDigits.WriteIdx(folder, train, test, seed);
}
