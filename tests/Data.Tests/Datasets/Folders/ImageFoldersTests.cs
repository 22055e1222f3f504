using System.Runtime.InteropServices;
using SplitLearning.Data.Datasets;
using SplitLearning.Data.Datasets.Folders;

namespace SplitLearning.Data.Tests.Datasets.Folders;

public sealed class ImageFoldersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Samples_Read_AreBrightnessAndLabel()
    {
        PutSplit();

        var data = Open();

        Assert.Equal((6, 2), (data.Count(Phase.Train), data.Count(Phase.Test)));
        Assert.Equal([1, 4, 4], data.SampleShape);
        var batch = data.Read(Phase.Train, [0, 1, 2, 3, 4, 5]);
        Assert.Equal([6, 1, 4, 4], batch.Inputs.Shape);
        var labels = MemoryMarshal.Cast<byte, long>(batch.Labels.Bytes.Span);
        var values = MemoryMarshal.Cast<byte, float>(batch.Inputs.Bytes.Span);
        for (var i = 0; i < labels.Length; i++)
            foreach (var value in values.Slice(i * 16, 16))
                Assert.Equal((labels[i] == 0 ? 50 : 200) / 255f, value);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    [InlineData(1 << 20)]
    public void Cache_OfAnySize_ChangesNothing(long bytes)
    {
        PutSplit();
        var expected = Open().Read(Phase.Train, [3, 0, 3]).Inputs.Bytes.ToArray();

        var data = Open(new() { CacheBytes = bytes });

        data.Read(Phase.Train, [3, 0, 3]);
        Assert.Equal(expected, data.Read(Phase.Train, [3, 0, 3]).Inputs.Bytes.ToArray());
    }

    [Fact]
    public void Samples_WithinTheBudget_AreDecodedOnce()
    {
        PutSplit();
        var data = Open(new() { CacheBytes = 8 * 16 });
        data.Read(Phase.Train, [0, 1, 2, 3, 4, 5]);
        Directory.Delete(_folder["train"], recursive: true);

        Assert.Equal(6, data.Read(Phase.Train, [0, 1, 2, 3, 4, 5]).Labels.Count);
    }

    [Fact]
    public void Samples_BeyondTheBudget_AreReadAnew()
    {
        PutSplit();
        var data = Open(new() { CacheBytes = 2 * 16 });
        data.Read(Phase.Train, [0, 1, 2, 3, 4, 5]);
        Directory.Delete(_folder["train"], recursive: true);

        data.Read(Phase.Train, [0]);
        Assert.Throws<DatasetException>(() => data.Read(Phase.Train, [0, 1, 2, 3, 4, 5]));
    }

    [Fact]
    public void Order_OfTheSamples_IsMixedAndTheSameAgain()
    {
        for (var i = 0; i < 40; i++)
            _folder.Write($"{(i < 20 ? "healthy" : "ill")}/C{i}_.png", Pictures.Png((byte)i));

        var labels = LabelsOf(Open(), Phase.Train);

        Assert.Equal(labels, LabelsOf(Open(), Phase.Train));
        Assert.InRange(labels.Take(18).Sum(), 4, 14);
    }

    [Fact]
    public void Index_OutOfRange_ThrowsAndNamesIt()
    {
        PutSplit();

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Open().Read(Phase.Test, [0, 2]));

        Assert.Equal(2, error.ActualValue);
    }

    [Fact]
    public void PerClass_Given_BalancesTrainingOnly()
    {
        PutSplit();
        _folder.Write("train/ill/more.png", Pictures.Png(200));
        _folder.Write("test/ill/more.png", Pictures.Png(200));

        var data = Open(new() { PerClass = 2 });

        Assert.Equal([0, 0, 1, 1], LabelsOf(data, Phase.Train).Order());
        Assert.Equal(3, data.Count(Phase.Test));
    }

    [Fact]
    public void Fingerprint_OfTheSameFilesElsewhere_IsTheSame()
    {
        PutSplit();
        using var copy = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories))
            copy.Write(Path.GetRelativePath(_folder.Path, file), File.ReadAllBytes(file));

        var first = Open().Fingerprint;

        Assert.Equal(first, ImageFolders.Open(copy.Path, TestKinds.Cells, new()).Fingerprint);
        Assert.NotEqual(first, Open(new() { PerClass = 1 }).Fingerprint);
        File.Move(copy["train/ill/3.png"], copy["train/ill/4.png"]);
        Assert.NotEqual(first, ImageFolders.Open(copy.Path, TestKinds.Cells, new()).Fingerprint);
    }

    [Fact]
    public void NoImages_Opened_AreAnErrorThatSaysWhatIsExpected()
    {
        Directory.CreateDirectory(_folder["healthy"]);

        var error = Assert.Throws<DatasetException>(() => Open());

        Assert.Equal($"{_folder.Path} has no images: each a folder of images, of healthy, ill", error.Message);
    }

    private void PutSplit()
    {
        for (var i = 1; i <= 3; i++)
        {
            _folder.Write($"train/healthy/{i}.png", Pictures.Png(50, channels: 3));
            _folder.Write($"train/ill/{i}.png", Pictures.Png(200));
        }

        _folder.Write("test/healthy/1.jpg", Pictures.Jpeg(50));
        _folder.Write("test/ill/1.jpeg", Pictures.Jpeg(200, channels: 3));
    }

    private IDataset Open(DatasetOptions? options = null) =>
        ImageFolders.Open(_folder.Path, TestKinds.Cells, options ?? new());

    private static long[] LabelsOf(IDataset data, Phase phase) =>
        MemoryMarshal.Cast<byte, long>(
            data.Read(phase, Enumerable.Range(0, data.Count(phase)).ToArray()).Labels.Bytes.Span).ToArray();
}
