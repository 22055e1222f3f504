using System.Runtime.InteropServices;
using SplitLearning.Data.Datasets;
using SplitLearning.Data.Datasets.Tables;

namespace SplitLearning.Data.Tests.Datasets.Tables;

public sealed class HeartbeatsDatasetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_BothThere_AreTrainAndTest()
    {
        Write("mitbih_train.csv", CsvRows.Sorted(4));
        Write("mitbih_test.csv", CsvRows.Sorted(2));

        var data = Open(new());

        Assert.Equal($"heartbeats from {_folder["data/ecg"]} (train and test as given)", data.Description);
        Assert.Equal([187], data.SampleShape);
        Assert.Equal((20, 10), (data.Count(Phase.Train), data.Count(Phase.Test)));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => (float)i), Firsts(data, Phase.Train).Order());
    }

    [Fact]
    public void Files_SortedByClass_ComeInAMixedOrderWithTheirLabels()
    {
        Write("mitbih.csv", CsvRows.Sorted(40));

        var data = Open(new());

        var labels = Labels(data, Phase.Train);
        Assert.Equal(5, labels[..60].Distinct().Count());
        Assert.Equal(5, labels[^60..].Distinct().Count());
        Assert.Equal(labels, Firsts(data, Phase.Train).Select(value => (long)value / 40));
    }

    [Fact]
    public void File_Alone_IsDividedWithinEachClassTheSameEachTime()
    {
        Write("mitbih_train.csv", CsvRows.Sorted(10));

        var data = Open(new() { TestFraction = 0.2 });

        Assert.Equal((40, 10), (data.Count(Phase.Train), data.Count(Phase.Test)));
        Assert.All(Labels(data, Phase.Test).CountBy(label => label), pair => Assert.Equal(2, pair.Value));
        Assert.Empty(Firsts(data, Phase.Train).Intersect(Firsts(data, Phase.Test)));
        Assert.Equal(Open(new() { TestFraction = 0.2 }).Fingerprint, data.Fingerprint);
    }

    [Fact]
    public void PerClass_Given_BalancesTraining()
    {
        Write("mitbih_train.csv", CsvRows.Sorted(10) + CsvRows.Row(7, 0));
        Write("mitbih_test.csv", CsvRows.Sorted(2));

        var data = Open(new() { PerClass = 3 });

        Assert.All(Labels(data, Phase.Train).CountBy(label => label), pair => Assert.Equal(3, pair.Value));
        Assert.Equal((15, 10), (data.Count(Phase.Train), data.Count(Phase.Test)));
    }

    [Fact]
    public void BadRows_OfBothFiles_AreListed()
    {
        Write("mitbih_train.csv", CsvRows.Sorted(2) + CsvRows.Row("x", 0));
        Write("mitbih_test.csv", CsvRows.Row(1, 5) + "\n" + CsvRows.Sorted(2));

        var data = Open(new() { OnBadSample = BadSamplePolicy.Skip });

        Assert.Equal(
            [(_folder["data/ecg/mitbih_train.csv"], 11L), (_folder["data/ecg/mitbih_test.csv"], 1L)],
            data.Skipped.Select(bad => (bad.File, bad.Row!.Value)));
    }

    [Fact]
    public void File_WithNoRowThatCanBeUsed_IsAnError()
    {
        Write("mitbih_train.csv", "1,2\n");

        var error = Assert.Throws<DatasetException>(() => Open(new() { OnBadSample = BadSamplePolicy.Skip }));

        Assert.Equal($"{_folder["data/ecg/mitbih_train.csv"]}: expected rows of 188 columns, found none among 1 that "
            + "cannot be used", error.Message);
    }

    [Fact]
    public void NamedFolder_WithoutTheFiles_IsAnError()
    {
        var error = Assert.Throws<DatasetException>(() => Open(new() { Folder = _folder.Path }));

        Assert.Contains("lacks mitbih_train.csv", error.Message, StringComparison.Ordinal);
    }

    private IDataset Open(DatasetOptions options) =>
        HeartbeatsDataset.Open(options, new DatasetLocator(_folder.Path, null));

    private void Write(string name, string text) => _folder.Write("data/ecg/" + name, CsvRows.Bytes(text));

    private static SampleBatch All(IDataset data, Phase phase) =>
        data.Read(phase, [.. Enumerable.Range(0, data.Count(phase))]);

    private static long[] Labels(IDataset data, Phase phase) =>
        MemoryMarshal.Cast<byte, long>(All(data, phase).Labels.Bytes.Span).ToArray();

    private static float[] Firsts(IDataset data, Phase phase) =>
        [.. MemoryMarshal.Cast<byte, float>(All(data, phase).Inputs.Bytes.Span).ToArray().Chunk(187).Select(r => r[0])];
}
