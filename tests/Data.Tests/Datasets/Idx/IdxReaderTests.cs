using SplitLearning.Data.Datasets;
using SplitLearning.Data.Datasets.Idx;

namespace SplitLearning.Data.Tests.Datasets.Idx;

public sealed class IdxReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void File_PlainOrGzipped_IsReadWhateverItsName(bool gzipped)
    {
        byte[] content = [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6];
        var path = _folder.Write("any.name", gzipped ? IdxFiles.Gzip(content) : content);

        var array = IdxReader.Read(path, rank: 2);

        Assert.Equal([2, 3], array.Sizes);
        Assert.Equal([1, 2, 3, 4, 5, 6], array.Values);
    }

    [Theory]
    [InlineData("expected the IDX magic number 0x00000801 (unsigned bytes, 1 dimensions), found 0x00000803",
        new byte[] { 0, 0, 8, 3, 0, 0, 0, 0 })]
    [InlineData("expected the IDX magic number 0x00000801 (unsigned bytes, 1 dimensions), found 0x00000D01",
        new byte[] { 0, 0, 13, 1, 0, 0, 0, 0 })]
    [InlineData("expected the IDX magic number 0x00000801 (unsigned bytes, 1 dimensions), found 0x0000",
        new byte[] { 0, 0 })]
    [InlineData("expected the IDX magic number 0x00000801 (unsigned bytes, 1 dimensions), found nothing", new byte[0])]
    [InlineData("expected a header of 8 bytes, found 6", new byte[] { 0, 0, 8, 1, 0, 0 })]
    [InlineData("expected 3 bytes of data (3), found 2", new byte[] { 0, 0, 8, 1, 0, 0, 0, 3, 1, 2 })]
    [InlineData("expected 1 bytes of data (1), found more behind them", new byte[] { 0, 0, 8, 1, 0, 0, 0, 1, 1, 2 })]
    [InlineData("expected dimensions of at most 2147483647 bytes in all, found 4294967295",
        new byte[] { 0, 0, 8, 1, 0xff, 0xff, 0xff, 0xff, 1 })]
    public void File_NotAnIdxFileOfThatRank_ErrorNamesFileExpectedAndFound(string expected, byte[] content)
    {
        var path = _folder.Write("labels", content);

        var error = Assert.Throws<DatasetException>(() => IdxReader.Read(path, rank: 1));

        Assert.Equal($"{path}: {expected}", error.Message);
    }

    [Fact]
    public void Sizes_WhoseProductOverflows_AreRefused()
    {
        var path = _folder.Write(
            "images", [0, 0, 8, 3, 0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff]);

        var error = Assert.Throws<DatasetException>(() => IdxReader.Read(path, rank: 3));

        Assert.Contains("found 2147483647 x 2147483647 x 2147483647", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Header_PromisingTwoGigabytes_AllocatesOnlyWhatIsThere()
    {
        var path = _folder.Write("labels", [0, 0, 8, 1, 0x7f, 0xff, 0xff, 0xff, 1, 2, 3]);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var error = Assert.Throws<DatasetException>(() => IdxReader.Read(path, rank: 1));

        Assert.EndsWith("found 3", error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 << 20);
    }

    [Fact]
    public void Gzip_Truncated_IsAnError()
    {
        var packed = IdxFiles.Gzip(IdxFiles.Images(3));
        var path = _folder.Write("images.gz", packed.AsSpan(0, packed.Length / 2));

        var error = Assert.Throws<DatasetException>(() => IdxReader.Read(path, rank: 3));

        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Gzip_Damaged_IsAnError()
    {
        var packed = IdxFiles.Gzip(IdxFiles.Images(3));
        packed.AsSpan(12, 20).Fill(0xff);
        var path = _folder.Write("images.gz", packed);

        var error = Assert.Throws<DatasetException>(() => IdxReader.Read(path, rank: 3));

        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void File_Missing_IsAnErrorThatNamesIt()
    {
        var error = Assert.Throws<DatasetException>(() => IdxReader.Read(_folder["none"], rank: 1));

        Assert.StartsWith($"{_folder["none"]}: cannot be read", error.Message, StringComparison.Ordinal);
    }
}
