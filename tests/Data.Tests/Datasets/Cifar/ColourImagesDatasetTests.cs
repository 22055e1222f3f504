using System.Runtime.InteropServices;
using SplitLearning.Data.Datasets;
using SplitLearning.Data.Datasets.Cifar;
using SplitLearning.Data.Tests.Datasets.Folders;
using SplitLearning.Data.Tests.Datasets.Idx;

namespace SplitLearning.Data.Tests.Datasets.Cifar;

public sealed class ColourImagesDatasetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Batches_PlainAndGzipped_AreReadTogether()
    {
        Write("data_batch_1.bin", Records(20, first: 0));
        Write("data_batch_2.bin.gz", IdxFiles.Gzip(Records(10, first: 20)));
        Write("test_batch.bin", Records(10, first: 30));

        var data = Open(new());

        Assert.Equal($"CIFAR-10 from {_folder["data/cifar10"]} (2 training batches and the test batch)",
            data.Description);
        Assert.Equal((30, 10), (data.Count(Phase.Train), data.Count(Phase.Test)));
        Assert.Equal([3, 32, 32], data.SampleShape);
    }

    [Fact]
    public void Pixels_OfARecord_AreNormalizedPlaneByPlane()
    {
        var record = new byte[3073];
        record[0] = 7;
        record.AsSpan(1, 1024).Fill(255);
        Write("data_batch_1.bin", record);
        Write("test_batch.bin", record);

        var batch = Open(new()).Read(Phase.Train, [0]);

        var values = MemoryMarshal.Cast<byte, float>(batch.Inputs.Bytes.Span);
        Assert.Equal((1 - 0.4914f) / 0.2023f, values[1023], 1e-6f);
        Assert.Equal(-0.4822f / 0.1994f, values[1024], 1e-6f);
        Assert.Equal(-0.4465f / 0.2010f, values[3071], 1e-6f);
        Assert.Equal(7L, MemoryMarshal.Cast<byte, long>(batch.Labels.Bytes.Span)[0]);
    }

    [Fact]
    public void Batch_Alone_IsDividedWithinEachClass()
    {
        Write("data_batch_1_first100.bin.gz", IdxFiles.Gzip(Records(100, first: 0)));

        var data = Open(new() { TestFraction = 0.2, PerClass = 5 });

        Assert.Equal((50, 20), (data.Count(Phase.Train), data.Count(Phase.Test)));
        Assert.Contains("test images chosen by seed", data.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, 3073, "expected a label of 0 to 9, found 10")]
    [InlineData(1, 3000, "expected 3073 bytes, found 3000")]
    public void Record_ThatCannotBeUsed_IsNamedOrLeftOutAndListed(byte label, int size, string reason)
    {
        var bad = new byte[size];
        bad[0] = label;
        Write("data_batch_1.bin", [.. Records(20, first: 0), .. bad]);
        var path = _folder["data/cifar10/data_batch_1.bin"];

        var error = Assert.Throws<DatasetException>(() => Open(new()));
        var data = Open(new() { OnBadSample = BadSamplePolicy.Skip });

        Assert.Equal($"{path}, record 21: {reason}", error.Message);
        Assert.Equal([new BadSample(path, 21, reason)], data.Skipped);
        Assert.Equal(20, data.Count(Phase.Train) + data.Count(Phase.Test));
    }

    [Fact]
    public void Batch_Empty_IsAnError()
    {
        Write("data_batch_1.bin", []);

        var error = Assert.Throws<DatasetException>(() => Open(new()));

        Assert.EndsWith("expected records of 3073 bytes, found nothing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Folders_OfImages_AreReadWhereThereAreNoBatches()
    {
        foreach (var name in ColourImagesDataset.Form.Names)
            foreach (var number in new[] { 1, 2 })
                _folder.Write($"data/cifar10/train/{name}/{number}.png", Pictures.Png(100, channels: 3));

        Assert.StartsWith("CIFAR-10 images from", Open(new()).Description, StringComparison.Ordinal);
    }

    [SkippableRealBatch]
    public void RealBatch_OfFourThousand_HasEveryClassOnBothSides()
    {
        var data = ColourImagesDataset.Open(new() { Folder = RealData.Find(ColourImagesDataset.Form) });

        Assert.Equal(4000, data.Count(Phase.Train) + data.Count(Phase.Test));
        Assert.InRange(data.Count(Phase.Test), 395, 405);
        var labels = MemoryMarshal.Cast<byte, long>(
            data.Read(Phase.Train, [.. Enumerable.Range(0, 300)]).Labels.Bytes.Span).ToArray();
        Assert.Equal(10, labels.Distinct().Count());
    }

    private IDataset Open(DatasetOptions options) =>
        ColourImagesDataset.Open(options, new DatasetLocator(_folder.Path, null));

    private void Write(string name, byte[] content) => _folder.Write("data/cifar10/" + name, content);

    private static byte[] Records(int count, int first)
    {
        var records = new byte[count * 3073];
        for (var i = 0; i < count; i++)
        {
            records[i * 3073] = (byte)(i % 10);
            records.AsSpan(i * 3073 + 1, 3072).Fill((byte)(first + i));
        }

        return records;
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class SkippableRealBatchAttribute : FactAttribute
    {
        public SkippableRealBatchAttribute()
        {
            var home = RealData.Find(ColourImagesDataset.Form);
            if (home is null || !File.Exists(Path.Combine(home, "data_batch_1_first4000.bin.gz")))
                Skip = "No cifar10/data_batch_1_first4000.bin.gz in ../shared/data or " + DatasetLocator.Variable;
        }
    }
}
