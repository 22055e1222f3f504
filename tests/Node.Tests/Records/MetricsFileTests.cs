using SplitLearning.Data.Datasets;
using SplitLearning.Models.Training;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Tests.Records;

public sealed class MetricsFileTests : IDisposable
{
    private static readonly TurnFinished Turn = new(1, Phase.Train, 1, "a", double.NaN, 60, 100, 1);

    private readonly TemporaryFolder _folder = new();

    private string Metrics => Path.Combine(_folder.Path, "metrics.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Events_WrittenAndRead_AddUpToTheSame()
    {
        Write(Turn, at: 1.25);
        Write(Turn with { Epoch = 2 }, at: 2.5);

        var history = MetricsFile.Read(Metrics);

        Assert.Equal([(1, 1.25), (2, 2.5)], history.Turns.Select(turn => (turn.Event.Epoch, turn.At)));
        Assert.Equal(2.5, history.Seconds);
    }

    [Fact]
    public void File_TornInMidLine_GoesOnWithAWholeOne()
    {
        _folder.Write("metrics.jsonl", "{\"event\":\"turn\",\"epo");

        Write(Turn, at: 1);

        Assert.Single(MetricsFile.Read(Metrics).Turns);
        Assert.Equal(2, File.ReadAllLines(Metrics).Length);
    }

    [Fact]
    public void File_OfAnEarlierVersion_IsReadWithoutTimes()
    {
        _folder.Write("metrics.jsonl", RunJson.ToLine(Turn) + "\n");

        Assert.Equal(0, Assert.Single(MetricsFile.Read(Metrics).Turns).At);
    }

    [Fact]
    public void File_ThatIsWrittenTo_CanBeRead()
    {
        using var metrics = new MetricsFile(Metrics);
        metrics.Record(Turn, at: 1);

        Assert.Single(MetricsFile.Read(Metrics).Turns);
    }

    [Fact]
    public void NoFile_Read_IsAnEmptyHistory() => Assert.Empty(MetricsFile.Read(Metrics).Turns);

    private void Write(RunEvent runEvent, double at)
    {
        using var metrics = new MetricsFile(Metrics);
        metrics.Record(runEvent, at);
    }
}
