using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SplitLearning.Data.Datasets;
using SplitLearning.Data.Datasets.Tables;
using SplitLearning.Data.Tests.Datasets.Idx;
using static SplitLearning.Data.Tests.Datasets.Tables.HeartbeatRows;

namespace SplitLearning.Data.Tests.Datasets.Tables;

public sealed class HeartbeatsReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void File_PlainOrGzipped_GivesValuesAndClasses(bool gzipped)
    {
        var content = HeartbeatRows.File(Row(0.25, "0.000000000000000000e+00"), Row(0.5, "4"));

        var beats = Read(gzipped ? IdxFiles.Gzip(content) : content);

        Assert.Equal([0, 4], beats.Labels);
        Assert.Equal([.. Enumerable.Repeat(0.25f, Columns), .. Enumerable.Repeat(0.5f, Columns)], beats.Values);
    }

    [Fact]
    public void FirstRow_OfNames_IsAHeader()
    {
        var header = string.Join(',', Enumerable.Range(0, Columns + 1).Select(column => $"c{column}"));

        Assert.Equal([1], Read(HeartbeatRows.File(header, Row(0, "1"))).Labels);
    }

    [Fact]
    public void Rows_WithCarriageReturnsAndBlankLines_AreRead() =>
        Assert.Equal([1, 2], Read(HeartbeatRows.File(Row(0, "1") + "\r", "", Row(1, "2") + "\r", "")).Labels);

    [Theory]
    [InlineData("1,2,3", "expected 188 columns, found 3")]
    [InlineData("NaN", "expected a finite number in column 1, found 'NaN'")]
    [InlineData("Infinity", "expected a finite number in column 1, found 'Infinity'")]
    [InlineData("1e999", "expected a finite number in column 1, found '1e999'")]
    [InlineData("", "expected a finite number in column 1, found ''")]
    [InlineData("a very long text instead of a number",
        "expected a finite number in column 1, found 'a very long text ins...'")]
    public void Row_Damaged_IsNamedWithFileRowAndWhatWasFound(string first, string expected)
    {
        var row = first.Contains(',') ? first : first + Row(0)[1..];

        var error = Assert.Throws<DatasetException>(() => Read(HeartbeatRows.File(Row(0), row)));

        Assert.Equal($"{_folder["beats.csv"]} row 2: {expected}", error.Message);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("-1")]
    [InlineData("1.5")]
    public void Class_OutOfRange_IsNamed(string label)
    {
        var error = Assert.Throws<DatasetException>(() => Read(HeartbeatRows.File(Row(0, label))));

        Assert.Equal($"{_folder["beats.csv"]} row 1: expected a class from 0 to 4, found {label}", error.Message);
    }

    [Fact]
    public void BadRows_Skipped_AreListedWithTheirRows()
    {
        var skipped = new List<BadSample>();
        var path = _folder.Write("beats.csv", HeartbeatRows.File(Row(0, "1"), "x", Row(0, "9"), Row(0, "2")));

        var beats = HeartbeatsReader.Read(path, Columns, classes: 5, skipped);

        Assert.Equal([1, 2], beats.Labels);
        Assert.Equal([
            new BadSample(path, 2, "expected 188 columns, found 1"),
            new BadSample(path, 3, "expected a class from 0 to 4, found 9"),
        ], skipped);
    }

    [Fact]
    public void Line_WithoutEnd_IsRefusedBeforeMemoryRunsOut()
    {
        var error = Assert.Throws<DatasetException>(() => Read(new byte[10_000_000]));

        Assert.Equal(
            $"{_folder["beats.csv"]}: expected rows of 188 numbers, found a line of more than 65536 characters",
            error.Message);
    }

    [Fact]
    public void AnyBytes_Read_GiveRowsOrADatasetException() => Prop.ForAll<byte[]>(content =>
    {
        var skipped = new List<BadSample>();
        var path = _folder.Write("any.csv", content);
        try
        {
            HeartbeatsReader.Read(path, columns: 2, classes: 5, skipped);
        }
        catch (DatasetException error)
        {
            Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void AnyCells_Read_EachRowIsTakenOrListed()
    {
        var cell = Gen.Elements("0", "1", "4", "5", "-1", "0.5", "1e3", "NaN", "", " 2 ", "x", "\"1\"", "1\r");
        var row = Gen.Choose(1, 4).SelectMany(length => Gen.ArrayOf(cell, length));
        Prop.ForAll(Gen.ArrayOf(row).ToArbitrary(), rows =>
        {
            var lines = rows.Select(cells => string.Join(',', cells)).Prepend("0,0,0").ToList();
            var skipped = new List<BadSample>();
            var path = _folder.Write("cells.csv", Encoding.UTF8.GetBytes(string.Join('\n', lines)));

            var beats = HeartbeatsReader.Read(path, columns: 2, classes: 5, skipped);

            Assert.Equal(lines.Count(line => !string.IsNullOrWhiteSpace(line)), beats.Count + skipped.Count);
            Assert.All(beats.Labels, label => Assert.InRange(label, 0, 4));
            Assert.All(beats.Values, value => Assert.True(float.IsFinite(value)));
        }).QuickCheckThrowOnFailure();
    }

    private Signals Read(byte[] content) =>
        HeartbeatsReader.Read(_folder.Write("beats.csv", content), Columns, classes: 5, skipped: null);
}
