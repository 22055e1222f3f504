using System.Runtime.InteropServices;
using SplitLearning.Data.Datasets;
using SplitLearning.Data.Tests.Datasets.Idx;

namespace SplitLearning.Data.Tests.Datasets;

public sealed class MnistDatasetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public MnistDatasetTests()
    {
        _folder.Write("train-images-idx3-ubyte.gz", IdxFiles.Gzip(IdxFiles.Images(3)));
        _folder.Write("train-labels-idx1-ubyte", IdxFiles.Labels(7, 0, 9));
        _folder.Write("t10k-images-idx3-ubyte", IdxFiles.Images(2));
        _folder.Write("t10k-labels-idx1-ubyte.gz", IdxFiles.Gzip(IdxFiles.Labels(1, 2)));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Folder_WithPlainAndGzippedFiles_IsLoaded()
    {
        var data = MnistDataset.Load(_folder.Path);

        Assert.Equal($"MNIST from {_folder.Path}", data.Description);
        Assert.Equal(10, data.Classes);
        Assert.Equal([1, 28, 28], data.SampleShape);
        Assert.Equal((3, 2), (data.Count(Phase.Train), data.Count(Phase.Test)));
    }

    [Fact]
    public void Samples_ReadInAnyOrder_AreBrightnessAndLabel()
    {
        var batch = MnistDataset.Load(_folder.Path).Read(Phase.Train, [2, 0]);

        Assert.Equal([2, 1, 28, 28], batch.Inputs.Shape);
        Assert.Equal([2], batch.Labels.Shape);
        Assert.Equal([9L, 7L], MemoryMarshal.Cast<byte, long>(batch.Labels.Bytes.Span).ToArray());
        var values = MemoryMarshal.Cast<byte, float>(batch.Inputs.Bytes.Span);
        Assert.Equal(2 * 784, values.Length);
        Assert.Equal(2 * 784 % 251 / 255f, values[0]);
        Assert.Equal([0 / 255f, 1 / 255f, 2 / 255f], values.Slice(784, 3).ToArray());
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    public void Index_OutOfRange_ThrowsAndNamesIt(int index)
    {
        var data = MnistDataset.Load(_folder.Path);

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => data.Read(Phase.Train, [0, index]));

        Assert.Equal(index, error.ActualValue);
        Assert.Contains("0 to 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_FewerThanImages_ErrorNamesFileExpectedAndFound()
    {
        var labels = _folder.Write("train-labels-idx1-ubyte", IdxFiles.Labels(7, 0));

        var error = Assert.Throws<DatasetException>(() => MnistDataset.Load(_folder.Path));

        Assert.Equal(
            $"{labels}: expected 3 labels, as many as images in {_folder["train-images-idx3-ubyte.gz"]}, found 2",
            error.Message);
    }

    [Fact]
    public void Label_AboveNine_ErrorNamesFileAndSample()
    {
        var labels = _folder.Write("train-labels-idx1-ubyte", IdxFiles.Labels(7, 10, 9));

        var error = Assert.Throws<DatasetException>(() => MnistDataset.Load(_folder.Path));

        Assert.Equal($"{labels}: expected labels of 0 to 9, found 10 at sample 1", error.Message);
    }

    [Fact]
    public void Images_OfAnotherSize_ErrorNamesIt()
    {
        var images = _folder.Write("t10k-images-idx3-ubyte", IdxFiles.Images(2, side: 32));

        var error = Assert.Throws<DatasetException>(() => MnistDataset.Load(_folder.Path));

        Assert.Equal($"{images}: expected images of 28 x 28, found 32 x 32", error.Message);
    }

    [Fact]
    public void File_Missing_ErrorNamesIt()
    {
        File.Delete(_folder["t10k-labels-idx1-ubyte.gz"]);

        var error = Assert.Throws<DatasetException>(() => MnistDataset.Load(_folder.Path));

        Assert.Equal(
            $"{_folder.Path}: expected the file t10k-labels-idx1-ubyte or t10k-labels-idx1-ubyte.gz, found neither",
            error.Message);
    }

    [Fact]
    public void Fingerprint_SamePixels_IsEqualAndChangesWithALabel()
    {
        var first = MnistDataset.Load(_folder.Path).Fingerprint;
        _folder.Write("train-images-idx3-ubyte", IdxFiles.Images(3));
        var same = MnistDataset.Load(_folder.Path).Fingerprint;
        _folder.Write("train-labels-idx1-ubyte", IdxFiles.Labels(7, 0, 8));
        var other = MnistDataset.Load(_folder.Path).Fingerprint;

        Assert.Equal(first, same);
        Assert.NotEqual(first, other);
        Assert.Matches("^[0-9a-f]{64}$", first);
    }
}
