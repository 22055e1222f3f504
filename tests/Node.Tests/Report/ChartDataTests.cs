using SplitLearning.Data.Datasets;
using SplitLearning.Models.Training;
using SplitLearning.Node.Records;
using SplitLearning.Node.Report;
using SplitLearning.Node.Tests.Runs;

namespace SplitLearning.Node.Tests.Report;

public sealed class ChartDataTests
{
    [Fact]
    public void LossThatIsNoNumber_InTheCharts_IsAGap()
    {
        var data = CurveData.Of([new EpochScore(1, double.NaN, 0.1, double.PositiveInfinity, 0.1, 1, 1, 0)]);

        Assert.Null(Assert.Single(data.TrainLoss));
        Assert.Null(Assert.Single(data.TestLoss));
    }

    [Fact]
    public void Timeline_OfARun_HasTurnsSnapshotsAndCheckpointsWhereTheyWere()
    {
        using var folder = new TemporaryFolder();

        var timeline = TimelineData.Of(RunFiles.Read(new SampleRun(folder.Path, "r1").Write()).History);

        Assert.Equal(["agent-1", "agent-2", "checkpoints"], timeline.Rows);
        Assert.Equal(
            [
                ("train", 0, 0, 4), ("snapshot", 1, 4, 4.25), ("train", 1, 4.25, 8.25), ("snapshot", 0, 8.25, 8.5),
                ("test", 0, 8.5, 9.5),
            ],
            timeline.Bars.Take(5).Select(bar => (bar.Kind, bar.Row, bar.From, bar.To)));
        Assert.Equal(2, timeline.Bars.Count(bar => bar.Kind == "checkpoint"));
    }

    [Fact]
    public void Timeline_OfVeryManyTurns_KeepsTheLastOnes()
    {
        var history = new RunHistory();
        history.Add(new RunStarted([new RunAgent("a", 1, 1, "")]), at: 0);
        for (var i = 1; i <= TimelineData.MostBars + 3; i++)
            history.Add(new TurnFinished(i, Phase.Train, 1, "a", 0, 0, 1, 1), at: i);

        var timeline = TimelineData.Of(history);

        Assert.Equal(3, timeline.LeftOut);
        Assert.Equal(4, timeline.Bars[0].Epoch);
    }
}
