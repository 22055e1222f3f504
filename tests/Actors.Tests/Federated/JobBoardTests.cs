using Akka.Actor;
using SplitLearning.Actors.Enlistment;
using SplitLearning.Actors.Federated;
using SplitLearning.Actors.Protocols;
using SplitLearning.Models.Federated;
using static SplitLearning.Actors.Protocols.FederationProtocol;
using static SplitLearning.Actors.Protocols.TurnProtocol;

namespace SplitLearning.Actors.Tests.Federated;

public sealed class JobBoardTests
{
    private static readonly JobId Id = new(1, 1);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly AgentHost _first = new(new EnlistedAgent(1, "agent-1", "data", ActorRefs.Nobody));
    private readonly AgentHost _second = new(new EnlistedAgent(2, "agent-2", "data", ActorRefs.Nobody));
    private readonly JobBoard _board = new();

    public JobBoardTests()
    {
        var job = new RunJob(
            Id, JobKind.Train, new RoundOrder(1, [], []),
            new SnapshotSource(StateHash.Of([0]), ActorRefs.Nobody, "server"));
        _board.Add(_first, job, TimeSpan.Zero);
        _board.Add(_second, job, TimeSpan.Zero);
    }

    [Fact]
    public void Results_OfBoth_AreFetchedOneAfterTheOther()
    {
        Assert.True(Report(_first, 1));
        Assert.True(Report(_second, 2));

        Assert.Equal(StateHash.Of([1]), _board.NextToFetch()!.Hash);
        Assert.Null(_board.NextToFetch());
        Assert.True(_board.Take(StateHash.Of([1])));
        _board.Close();
        Assert.Equal(StateHash.Of([2]), _board.NextToFetch()!.Hash);
        Assert.True(_board.Take(StateHash.Of([2])));
        _board.Close();

        Assert.True(_board.IsDone);
        Assert.Null(_board.NextToFetch());
    }

    [Fact]
    public void Report_Repeated_CountsOnce()
    {
        Assert.True(Report(_first, 1));
        Assert.False(Report(_first, 1));
    }

    [Fact]
    public void Take_SameResultTwiceOrAnother_TakesItOnce()
    {
        Report(_first, 1);
        _board.NextToFetch();

        Assert.False(_board.Take(StateHash.Of([2])));
        Assert.True(_board.Take(StateHash.Of([1])));
        Assert.False(_board.Take(StateHash.Of([1])));
    }

    [Fact]
    public void Reopen_AfterAFailedFetch_TheAgentIsAtWorkAgain()
    {
        Report(_first, 1);
        _board.NextToFetch();

        _board.Reopen(TimeSpan.FromSeconds(5));

        Assert.Null(_board.Fetching);
        Assert.True(Report(_first, 1));
    }

    [Fact]
    public void Stuck_NoProgressForTheLimit_IsTheOneAtWork()
    {
        Report(_second, 2);
        _board.NoteProgress(_first, 3, TimeSpan.FromSeconds(50));
        _board.NoteProgress(_first, 3, TimeSpan.FromSeconds(100)); // no further

        Assert.Null(_board.Stuck(TimeSpan.FromSeconds(109), Limit));
        Assert.Equal(_first, _board.Stuck(TimeSpan.FromSeconds(110), Limit));
    }

    private bool Report(AgentHost host, byte result) =>
        _board.Report(host, new JobDone(Id, StateHash.Of([result]), 0), TimeSpan.Zero);
}
