using SplitLearning.Data.Datasets;
using SplitLearning.Data.Datasets.Tables;
using static SplitLearning.Data.Tests.Datasets.Tables.HeartbeatRows;

namespace SplitLearning.Data.Tests.Datasets.Tables;

public sealed class HeartbeatsDatasetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TrainAndTest_Given_AreKept()
    {
        WriteTrain(3);
        _folder.Write("mitbih_test.csv", HeartbeatRows.File(Row(0, "4")));

        var data = Open(new());

        Assert.Equal((3, 1), (data.Count(Phase.Train), data.Count(Phase.Test)));
        Assert.Equal([187], data.SampleShape);
        Assert.Equal([4], Labels(data, Phase.Test));
        Assert.Equal($"heartbeats from {_folder.Path} (train and test as given)", data.Description);
    }

    [Fact]
    public void OneFile_Opened_IsDividedWithoutLossAndEachTimeAlike()
    {
        WriteTrain(20);

        var data = Open(new() { TestFraction = 0.25 });

        Assert.Equal((15, 5), (data.Count(Phase.Train), data.Count(Phase.Test)));
        Assert.Equal(Enumerable.Range(0, 20).Select(row => (float)row),
            FirstValues(data, Phase.Train).Concat(FirstValues(data, Phase.Test)).Order());
        Assert.Equal(data.Fingerprint, Open(new() { TestFraction = 0.25 }).Fingerprint);
    }

    [Fact]
    public void SortedRows_Opened_AreMixed()
    {
        WriteTrain(100);

        var values = FirstValues(Open(new()), Phase.Train);

        Assert.NotEqual(values.Order(), values);
        Assert.Equal(5, Labels(Open(new()), Phase.Train).Take(40).Distinct().Count());
    }

    [Fact]
    public void PerClass_Given_LimitsTrainingOnly()
    {
        WriteTrain(20);
        _folder.Write("mitbih_test.csv", HeartbeatRows.File(Row(0, "4"), Row(0, "4"), Row(0, "4")));

        var data = Open(new() { PerClass = 2 });

        Assert.Equal([0, 0, 1, 1, 2, 2, 3, 3, 4, 4], Labels(data, Phase.Train).Order());
        Assert.Equal(3, data.Count(Phase.Test));
    }

    [Fact]
    public void BadRows_ToBeSkipped_AreListedByBothFiles()
    {
        _folder.Write("mitbih_train.csv", HeartbeatRows.File(Row(0), "bad"));
        _folder.Write("mitbih_test.csv", HeartbeatRows.File("bad", Row(0)));

        var data = Open(new() { OnBadSample = BadSamplePolicy.Skip });

        Assert.Equal([(_folder["mitbih_train.csv"], 2), (_folder["mitbih_test.csv"], 1)],
            data.Skipped.Select(bad => (bad.File, (int)bad.Row!)));
    }

    [Fact]
    public void NoFiles_InUsualPlaces_GiveSyntheticBeats()
    {
        var data = HeartbeatsDataset.Open(new(), new DatasetLocator(_folder.Path, null));

        Assert.Contains("synthetic heartbeats", data.Description, StringComparison.Ordinal);
    }

    private void WriteTrain(int rows) => _folder.Write("mitbih_train.csv",
        HeartbeatRows.File(Enumerable.Range(0, rows).Select(row => Row(row, $"{row * 5 / rows}"))));

    private IDataset Open(DatasetOptions options) => HeartbeatsDataset.Open(
        options with { Folder = _folder.Path }, new DatasetLocator(_folder.Path, null));

    private static long[] Labels(IDataset data, Phase phase) =>
        System.Runtime.InteropServices.MemoryMarshal.Cast<byte, long>(All(data, phase).Labels.Bytes.Span).ToArray();

    private static float[] FirstValues(IDataset data, Phase phase) =>
    [
        .. System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(All(data, phase).Inputs.Bytes.Span).ToArray()
            .Where((_, i) => i % Columns == 0),
    ];

    private static SampleBatch All(IDataset data, Phase phase) =>
        data.Read(phase, [.. Enumerable.Range(0, data.Count(phase))]);
}
