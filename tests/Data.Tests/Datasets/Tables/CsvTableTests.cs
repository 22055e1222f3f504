using SplitLearning.Data.Datasets;
using SplitLearning.Data.Datasets.Tables;
using SplitLearning.Data.Tests.Datasets.Idx;

namespace SplitLearning.Data.Tests.Datasets.Tables;

public sealed class CsvTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("1,2,0\n3,4,1\n")]
    [InlineData("1,2,0\n3,4,1")]
    [InlineData("1,2,0\r\n3,4,1\r\n\r\n")]
    [InlineData("\uFEFF1,2,0\n3,4,1\n")]
    [InlineData("a,b,label\n1,2,0\n3,4,1\n")]
    [InlineData("0,1,2\n1,2,0\n3,4,1\n")]
    [InlineData("1.0e+00, 2.0 ,0.0e+00\n 3.000,4,1.000000000000000000e+00\n")]
    public void Rows_InAnyUsualWriting_AreRead(string text)
    {
        var (rows, bad) = Read(text, BadSamplePolicy.Stop);

        Assert.Equal([1, 2, 3, 4], rows.Values);
        Assert.Equal([0, 1], rows.Labels);
        Assert.Empty(bad);
    }

    [Fact]
    public void File_Gzipped_IsRead()
    {
        var path = _folder.Write("rows.csv.gz", IdxFiles.Gzip(CsvRows.Bytes("1,2,0\n")));

        var (rows, _) = CsvTable.Read(path, columns: 2, classes: 2, BadSamplePolicy.Stop);

        Assert.Equal([1, 2], rows.Values);
    }

    [Theory]
    [InlineData("1,2", "expected 3 columns, found 2")]
    [InlineData("1,2,0,", "expected 3 columns, found 4")]
    [InlineData("1,NaN,0", "expected a finite number in column 2, found 'NaN'")]
    [InlineData("-Infinity,2,0", "expected a finite number in column 1, found '-Infinity'")]
    [InlineData("1e99,2,0", "expected a finite number in column 1, found '1e99'")]
    [InlineData("1,,0", "expected a finite number in column 2, found ''")]
    [InlineData("1,\u00e9t\u00e9,0", "expected a finite number in column 2, found '??t??'")]
    [InlineData("1,2,2", "expected a class of 0 to 1 in column 3, found 2")]
    [InlineData("1,2,-1", "expected a class of 0 to 1 in column 3, found -1")]
    [InlineData("1,2,0.5", "expected a class of 0 to 1 in column 3, found 0.5")]
    public void Row_ThatCannotBeUsed_IsNamedOrLeftOutAndListed(string row, string reason)
    {
        var text = $"1,2,0\n{row}\n3,4,1\n";

        var error = Assert.Throws<DatasetException>(() => Read(text, BadSamplePolicy.Stop));
        var (rows, bad) = Read(text, BadSamplePolicy.Skip);

        Assert.Equal($"{_folder["rows.csv"]}, row 2: {reason}", error.Message);
        Assert.Equal([new BadSample(_folder["rows.csv"], 2, reason)], bad);
        Assert.Equal([1, 2, 3, 4], rows.Values);
    }

    [Fact]
    public void Line_WithoutEnd_IsNotHeldInMemory()
    {
        var path = _folder.Write("rows.csv", new byte[20 << 20]);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var (rows, bad) = CsvTable.Read(path, columns: 2, classes: 2, BadSamplePolicy.Skip);

        Assert.Equal(0, rows.Count);
        Assert.Equal("expected at most 65536 bytes, found more", Assert.Single(bad).Reason);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2 << 20);
    }

    private (TableRows Rows, IReadOnlyList<BadSample> Bad) Read(string text, BadSamplePolicy onBad) =>
        CsvTable.Read(_folder.Write("rows.csv", CsvRows.Bytes(text)), columns: 2, classes: 2, onBad);
}
