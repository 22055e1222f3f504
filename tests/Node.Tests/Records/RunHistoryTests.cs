using SplitLearning.Data.Datasets;
using SplitLearning.Models.Training;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Tests.Records;

public sealed class RunHistoryTests
{
    private readonly RunHistory _history = new();

    [Fact]
    public void Epochs_Added_HaveAScoreOnceTheirTestIsDone()
    {
        _history.Add(Epoch(1, Phase.Train, seconds: 3), at: 3);
        Assert.Empty(_history.Scores);

        _history.Add(Epoch(1, Phase.Test, seconds: 1), at: 4);

        Assert.Equal([new EpochScore(1, 0.5, 0.6, 0.5, 0.6, 4, 3, 1)], _history.Scores);
        Assert.Equal(4, _history.Seconds);
    }

    [Fact]
    public void Recovery_Added_TakesLaterEpochsBackButNotTheirTurns()
    {
        foreach (var epoch in new[] { 1, 2, 3 })
        {
            _history.Add(Turn(epoch), epoch);
            _history.Add(Epoch(epoch, Phase.Train, 1), epoch);
            _history.Add(Epoch(epoch, Phase.Test, 1), epoch);
        }

        _history.Add(new RunResumed(1, "checkpoints/epoch-0001", []), at: 3);

        Assert.Equal([1], _history.Scores.Select(score => score.Epoch));
        Assert.Equal(3, _history.Turns.Count);
        Assert.Equal("checkpoints/epoch-0001", Assert.Single(_history.Recoveries).Event.Checkpoint);
    }

    [Fact]
    public void Rounds_Added_HaveAScoreWhereTheyWereEvaluated()
    {
        _history.Add(new RoundFinished(1, 80, Seconds: 2, Train: null, Test: null, BottomDecile: null, []), at: 2);
        var evaluated = new RoundFinished(2, 80, 3, new(0.5, 0.6), new(0.7, 0.4), 0.3, [new(0, 0.6, 0.4, [1])]);
        _history.Add(evaluated, at: 9);
        _history.Add(new RoundFinished(3, 80, 1, Train: null, Test: null, BottomDecile: null, []), at: 10);

        Assert.Equal([new EpochScore(2, 0.5, 0.6, 0.7, 0.4, 5, 5, 0)], _history.Scores);
        Assert.Equal((3, evaluated), (_history.EpochsDone, _history.Evaluated));

        _history.Add(new RunResumed(1, "checkpoints/epoch-0001", []), at: 11);

        Assert.Equal(1, _history.EpochsDone);
        Assert.Empty(_history.Scores);
        Assert.Null(_history.Evaluated);
    }

    [Fact]
    public void Recovery_BetweenTrainAndTest_DoesNotPairThemUp()
    {
        _history.Add(Epoch(2, Phase.Train, 1), at: 1);
        _history.Add(new RunResumed(1, "checkpoints/epoch-0001", []), at: 1);

        _history.Add(Epoch(2, Phase.Test, 1), at: 2);

        Assert.Empty(_history.Scores);
    }

    [Fact]
    public void Snapshots_Summed_LeaveOutThoseThatWereSkipped()
    {
        SnapshotHandedOver[] snapshots =
        [
            new(1, Phase.Train, "a", "b", 1000, 0.5, Skipped: false),
            new(1, Phase.Test, "b", "a", 1000, 1.5, Skipped: false),
            new(2, Phase.Train, null, "a", 0, 0, Skipped: true),
        ];

        Assert.Equal(new SnapshotTimes(2, 1, 2000, 2, 1, 1.5), SnapshotTimes.Of(snapshots));
        Assert.Equal(new SnapshotTimes(0, 0, 0, 0, 0, 0), SnapshotTimes.Of([]));
    }

    private static EpochFinished Epoch(int epoch, Phase phase, double seconds) =>
        new(epoch, phase, 0.5, 60, 100, seconds, 2, new int[2, 2]);

    private static TurnFinished Turn(int epoch) => new(epoch, Phase.Train, 1, "a", 0.5, 60, 100, 1);
}
