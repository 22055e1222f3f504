using System.Runtime.InteropServices;
using FsCheck;
using FsCheck.Fluent;
using SplitLearning.Data.Datasets;
using SplitLearning.Data.Datasets.Cifar;
using SplitLearning.Data.Tests.Datasets.Idx;

namespace SplitLearning.Data.Tests.Datasets.Cifar;

public sealed class ColourImagesDatasetTests : IDisposable
{
    private const int RecordBytes = 1 + 3 * 32 * 32;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Batches_WithTestBatch_AreJoinedAndKept()
    {
        _folder.Write("data_batch_1.bin", [.. Record(0), .. Record(1)]);
        _folder.Write("data_batch_2.bin.gz", IdxFiles.Gzip(Record(2)));
        _folder.Write("test_batch.bin", Record(3));

        var data = Open(new());

        Assert.Equal([0, 1, 2], Labels(data, Phase.Train).Order());
        Assert.Equal([3], Labels(data, Phase.Test));
        Assert.Equal([3, 32, 32], data.SampleShape);
    }

    [Fact]
    public void PartOfABatch_Alone_IsDivided()
    {
        _folder.Write("data_batch_1_first10.bin", [.. Enumerable.Range(0, 10).SelectMany(Record)]);

        var data = Open(new() { TestFraction = 0.3 });

        Assert.Equal((7, 3), (data.Count(Phase.Train), data.Count(Phase.Test)));
    }

    [Fact]
    public void Pixels_Read_AreNormalisedByChannel()
    {
        var record = new byte[RecordBytes];
        record.AsSpan(1, 1024).Fill(255);
        _folder.Write("data_batch_1.bin", record);
        _folder.Write("test_batch.bin", record);

        var values = MemoryMarshal.Cast<byte, float>(Open(new()).Read(Phase.Test, [0]).Inputs.Bytes.Span);

        Assert.Equal((1 - 0.4914) / 0.2470, values[0], precision: 5);
        Assert.Equal(-0.4822 / 0.2435, values[1024], precision: 5);
        Assert.Equal(-0.4465 / 0.2616, values[2048], precision: 5);
    }

    [Theory]
    [InlineData(10, RecordBytes, "record 2: expected a label from 0 to 9, found 10")]
    [InlineData(9, RecordBytes - 1, "record 2: expected 3073 bytes, found 3072")]
    public void Record_Damaged_IsNamedOrSkipped(byte label, int length, string expected)
    {
        var path = _folder.Write("data_batch_1.bin", [.. Record(0), .. Record(label)[..length]]);
        _folder.Write("test_batch.bin", Record(3));

        var error = Assert.Throws<DatasetException>(() => Open(new()));
        var skipping = Open(new() { OnBadSample = BadSamplePolicy.Skip });

        Assert.Equal($"{path} {expected}", error.Message);
        Assert.Equal([expected], skipping.Skipped.Select(bad => $"record {bad.Row}: {bad.Reason}"));
        Assert.Equal(1, skipping.Count(Phase.Train));
    }

    [Fact]
    public void AnyBytes_Read_GiveRecordsOrADatasetException() => Prop.ForAll<byte[]>(content =>
    {
        var skipped = new List<BadSample>();
        var path = _folder.Write("any.bin", content);
        try
        {
            Assert.Equal(content.Length / RecordBytes, CifarReader.Read(path, skipped).Count);
        }
        catch (DatasetException error)
        {
            Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        }
    }).QuickCheckThrowOnFailure();

    private IDataset Open(DatasetOptions options) => ColourImagesDataset.Load(_folder.Path, options);

    private static byte[] Record(int label) =>
        [(byte)label, .. Enumerable.Range(0, RecordBytes - 1).Select(i => (byte)(i * 7 + label))];

    private static long[] Labels(IDataset data, Phase phase) => MemoryMarshal.Cast<byte, long>(
        data.Read(phase, [.. Enumerable.Range(0, data.Count(phase))]).Labels.Bytes.Span).ToArray();
}
