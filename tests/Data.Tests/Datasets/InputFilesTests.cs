using System.Runtime.InteropServices;
using SplitLearning.Data.Datasets;
using SplitLearning.Data.Datasets.Folders;
using SplitLearning.Data.Images;
using SplitLearning.Data.Tests.Datasets.Folders;
using SplitLearning.Data.Tests.Datasets.Tables;

namespace SplitLearning.Data.Tests.Datasets;

public sealed class InputFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("malaria")]
    [InlineData("oct")]
    [InlineData("cifar10")]
    public void Image_OfAnImageWorkload_IsReadAsTheDatasetReadsIt(string workload)
    {
        var entry = DatasetCatalog.Find(workload)!;
        var kind = entry.Form as ImageFolderKind ?? ColourImageFolder.Kind;
        foreach (var (label, name) in kind.Classes.Index())
            foreach (var phase in new[] { "train", "test" })
                _folder.Write($"{phase}/{name}/{name}-1-{label}.png", Gradient(label));
        var data = entry.Open(new DatasetOptions { Folder = _folder.Path });

        foreach (var index in Enumerable.Range(0, data.Count(Phase.Test)))
        {
            var (expected, labels) = data.Read(Phase.Test, [index]);
            var label = (int)MemoryMarshal.Cast<byte, long>(labels.Bytes.Span)[0];
            var name = kind.Classes[label];

            var read = entry.ReadInput(_folder[$"test/{name}/{name}-1-{label}.png"]);

            Assert.Equal(expected.Shape, read.Shape);
            Assert.Equal(expected.Bytes.ToArray(), read.Bytes.ToArray());
        }
    }

    [Fact]
    public void Digit_OfAnySizeAndColour_Is28By28FromZeroToOne()
    {
        var read = Mnist.ReadInput(_folder.Write("digit.jpg", Pictures.Jpeg(brightness: 51, channels: 3)));

        Assert.Equal([1, 1, 28, 28], read.Shape);
        Assert.All(Values(read), value => Assert.Equal(0.2f, value, tolerance: 0.01f));
    }

    [Fact]
    public void Beats_WithAndWithoutTheirClass_AreRowsOf187()
    {
        var unlabelled = CsvRows.Row(first: 2, label: "")[..^1];
        var path = _folder.Write("b.csv", CsvRows.Bytes($"{CsvRows.Row(first: 1, label: 3)}\n{unlabelled}\n"));

        var read = DatasetCatalog.Find("ecg")!.ReadInput(path);

        Assert.Equal([2, CsvRows.Columns], read.Shape);
        Assert.Equal((1f, 2f, 0.5f), (Values(read)[0], Values(read)[CsvRows.Columns], Values(read)[^1]));
    }

    [Theory]
    [InlineData("1,2,3", ", row 1: expected 187 or 188 columns, found 3")]
    [InlineData("", ": expected rows of 187 numbers, found none")]
    public void Beats_ThatAreNone_AreNamedWithTheirRow(string text, string expected)
    {
        var path = _folder.Write("b.csv", CsvRows.Bytes(text));

        var error = Assert.Throws<DatasetException>(() => DatasetCatalog.Find("ecg")!.ReadInput(path));

        Assert.Equal(path + expected, error.Message);
    }

    [Fact]
    public void Files_ThatAreNoImages_AreNamed()
    {
        var text = _folder.Write("a.png", 1, 2, 3);

        Assert.StartsWith(text, Assert.Throws<DatasetException>(() => Mnist.ReadInput(text)).Message);
        Assert.StartsWith(
            $"{_folder["none.png"]} cannot be read: ",
            Assert.Throws<DatasetException>(() => Mnist.ReadInput(_folder["none.png"])).Message);
    }

    private static DatasetEntry Mnist => DatasetCatalog.Find("mnist")!;

    private static float[] Values(TensorData tensor) => MemoryMarshal.Cast<byte, float>(tensor.Bytes.Span).ToArray();

    private static byte[] Gradient(int label) => ImageCodec.EncodePng(new RawImage(
        40, 30, 3, [.. Enumerable.Range(0, 40 * 30 * 3).Select(i => (byte)(i * (label + 1) / 7))]));
}
