using SplitLearning.Data.Datasets.Cifar;
using SplitLearning.Data.Datasets.Memory;
using SplitLearning.Data.Partitioning;

namespace SplitLearning.Data.Datasets.Synthetic.OnDisk;

/// <summary>Colour images as CIFAR-10's binary batches: five for training, one for testing.</summary>
internal sealed class ColourImageFiles : ISyntheticForm
{
    private const int Batches = 5;

    public long DefaultSeed => SyntheticColourImages.DefaultSeed;

    public bool HasTestPart => true;

    public void Write(string folder, int train, int test, long seed, CancellationToken stop)
    {
        var images = SyntheticColourImages.Draw(Phase.Train, train, seed);
        // No batch is empty, however few images there are.
        foreach (var (index, batch) in ShardDealer.Deal(train, Math.Min(Batches, train)).Index())
        {
            stop.ThrowIfCancellationRequested();
            Write(Path.Combine(folder, $"data_batch_{index + 1}.bin"), images, batch);
        }

        Write(Path.Combine(folder, CifarForm.TestBatch),
            SyntheticColourImages.Draw(Phase.Test, test, seed), new IndexRange(0, test));
    }

    private static void Write(string path, ByteImages images, IndexRange range)
    {
        using var file = File.Create(path);
        foreach (var index in range.ToIndices())
        {
            file.WriteByte(images.Labels[index]);
            file.Write(images.PlanesOf(index));
        }
    }
}
