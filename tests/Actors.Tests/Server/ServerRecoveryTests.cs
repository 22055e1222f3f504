using Akka.Actor;
using Akka.TestKit;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Server;
using SplitLearning.Actors.Tests.Fakes;
using SplitLearning.Data.Datasets;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.BatchProtocol;
using static SplitLearning.Actors.Protocols.CheckpointProtocol;
using static SplitLearning.Actors.Protocols.EnlistmentProtocol;
using static SplitLearning.Actors.Protocols.MembershipProtocol;
using static SplitLearning.Actors.Protocols.RunEndProtocol;
using static SplitLearning.Actors.Protocols.TurnProtocol;

namespace SplitLearning.Actors.Tests.Server;

/// <summary>Agents are lost in each state and come back; nothing is lost with them.</summary>
public sealed class ServerRecoveryTests : ServerTest
{
    private static readonly TimeSpan IdentityTimeout = new ServerOptions { RunId = "" }.IdentityTimeout;

    public ServerRecoveryTests() => OnLostAgent = LostAgentPolicy.Wait;

    [Fact]
    public void InTurn_ActiveAgentGoneAndBack_DoesItsTurnAgainFromTheSameState()
    {
        StartRun();
        PlayTurn(First, weight: 1);
        var broken = Second.ExpectMsg<TakeBaton>();
        SendBatch(Second, broken);
        Second.ExpectMsg<CutGradient>();
        Sys.Stop(Second.Ref);
        First.ExpectNoMsg(TimeSpan.Zero);

        var back = ComesBack("agent-2");

        var baton = back.ExpectMsg<TakeBaton>();
        Assert.True(baton.Turn.Number > broken.Turn.Number);
        Assert.Equal((1, Phase.Train, HashOf(1)), (baton.Epoch, baton.Phase, baton.Snapshot!.Hash));
        SendBatch(back, baton);
        back.ExpectMsg<CutGradient>();
        // Kept after the first turn; gone back to before the second attempt.
        Assert.Equal(["train", "step", "save", "train", "step", "load", "train"], Model.Calls.Take(7));
        Assert.Equal("agent-2", Assert.Single(Recording.Of<AgentLost>()).Agent);
        Assert.Equal("agent-2", Assert.Single(Recording.Of<AgentReturned>()).Agent);
        Assert.Equal((1, 2), (Recording.Of<TurnRedone>()[0].Epoch, Recording.Of<TurnRedone>()[0].Agent));
    }

    [Fact]
    public void InTurn_FirstTurnBroken_StartsFromTheSeedAgain()
    {
        StartRun();
        var broken = First.ExpectMsg<TakeBaton>();
        SendBatch(First, broken);
        First.ExpectMsg<CutGradient>();
        Sys.Stop(First.Ref);

        var back = ComesBack("agent-1");

        var baton = back.ExpectMsg<TakeBaton>();
        Assert.Null(baton.Snapshot);
        Settle(baton.ServerModel);
        Assert.Equal("dispose", Model.Calls.Last()); // and built anew
    }

    [Fact]
    public void InTurn_RedoneTurn_CountsItsBatchesOnce()
    {
        StartRun();
        var broken = First.ExpectMsg<TakeBaton>();
        SendBatch(First, broken);
        First.ExpectMsg<CutGradient>();
        Sys.Stop(First.Ref);
        var back = ComesBack("agent-1");

        PlayTurn(back, weight: 1);
        PlayTurn(Second, weight: 2);

        back.ExpectMsg<TakeBaton>();
        Assert.Equal(4, Assert.Single(Recording.Of<EpochFinished>()).Total);
        Assert.Equal([2, 2], Recording.Of<TurnFinished>().Select(turn => turn.Total));
    }

    [Fact]
    public void InTurn_WaitingAgentGone_TheTurnGoesOnAndOnlyItsOwnWaits()
    {
        StartRun();
        First.ExpectMsg<TakeBaton>();
        Sys.Stop(Second.Ref);
        Settle(Server);

        First.Send(Server, new TurnDone(new TurnId(1), HashOf(1)));
        Settle(Server);
        First.ExpectNoMsg(TimeSpan.Zero);
        Assert.Single(Recording.Of<TurnFinished>());

        Assert.Equal(HashOf(1), ComesBack("agent-2").ExpectMsg<TakeBaton>().Snapshot!.Hash);
    }

    [Fact]
    public void InTurn_OnlyHolderOfTheNewestStateGone_GoesBackToTheOneBefore()
    {
        StartRun();
        PlayTurn(First, weight: 1);
        PlayTurn(Second, weight: 2);
        First.ExpectMsg<TakeBaton>(); // it has not got the newest state yet
        Sys.Stop(Second.Ref);

        ComesBack("agent-2"); // and has lost all it held

        var again = Recording.Of<TurnRedone>();
        Assert.Equal((1, Phase.Train, 2), (again[^1].Epoch, again[^1].Phase, again[^1].Agent));
        Assert.Equal($"nobody holds state {HashOf(2)} any more", again[^1].Reason);
    }

    [Fact]
    public void InTurn_HolderBackWithItsState_TheRunGoesOnFromThere()
    {
        StartRun();
        PlayTurn(First, weight: 1);
        PlayTurn(Second, weight: 2);
        var before = First.ExpectMsg<TakeBaton>();
        Sys.Stop(Second.Ref);

        ComesBack("agent-2", HashOf(2));

        var baton = First.ExpectMsg<TakeBaton>();
        Assert.Equal((before.Epoch, before.Phase, HashOf(2)), (baton.Epoch, baton.Phase, baton.Snapshot!.Hash));
    }

    [Fact]
    public void InTurn_AllStatesLost_BeginsAnew()
    {
        StartRun();
        PlayTurn(First, weight: 1);
        PlayTurn(Second, weight: 2);
        First.ExpectMsg<TakeBaton>();
        Sys.Stop(First.Ref);
        Sys.Stop(Second.Ref);

        var first = ComesBack("agent-1");
        ComesBack("agent-2");

        var baton = first.ExpectMsg<TakeBaton>();
        Assert.Equal((1, Phase.Train, null), (baton.Epoch, baton.Phase, baton.Snapshot));
    }

    [Fact]
    public void InTurn_SnapshotCannotBeFetched_ItsHolderIsBelievedNoMore()
    {
        StartRun();
        PlayTurn(First, weight: 1);
        var baton = Second.ExpectMsg<TakeBaton>();

        Second.Send(Server, new TurnFailed(baton.Turn, "the snapshot could not be fetched"));

        var again = First.ExpectMsg<TakeBaton>();
        Assert.Equal((1, Phase.Train, null), (again.Epoch, again.Phase, again.Snapshot));
    }

    [Fact]
    public void InTurn_AgentUnreachableForAMoment_IsAskedForThePlanAndDoesItsTurnAgain()
    {
        StartRun();
        var broken = First.ExpectMsg<TakeBaton>();
        Server.Tell(new NodeLost(First.Ref.Path.Address, "does not answer")); // here both agents have one address
        First.ExpectMsg<PlanAssigned>();

        First.Send(Server, Acceptance());

        Assert.True(First.ExpectMsg<TakeBaton>().Turn.Number > broken.Turn.Number);
    }

    [Fact]
    public void InTurn_LateWordsOfTheBrokenAttempt_ChangeNothing()
    {
        StartRun();
        var broken = First.ExpectMsg<TakeBaton>();
        First.Send(Server, new TurnFailed(broken.Turn, "torn"));
        First.ExpectMsg<TakeBaton>();

        First.Send(Server, new TurnDone(broken.Turn, HashOf(9)));
        SendBatch(First, broken);

        Assert.Contains("under way", First.ExpectMsg<BatchRejected>().Reason, StringComparison.Ordinal);
        Settle(Server);
        Assert.Empty(Recording.Of<TurnFinished>());
    }

    [Fact]
    public void InTurn_AgentStaysAway_TheRunIsGivenUpAfterTheRejoinTimeout()
    {
        StartRun();
        First.ExpectMsg<TakeBaton>();
        Sys.Stop(First.Ref);
        Settle(Server);

        for (var waited = TimeSpan.Zero; waited < RejoinTimeout; waited += ReplyTimeout)
            Pass(ReplyTimeout, Server);

        var reason = $"Agent 'agent-1' at {First.Ref.Path.Address} is not there in epoch 1, train turn of agent 1: "
            + "it has been waited for for 200 s.";
        Second.FishForMessage<RunEnded>(end => end == new RunEnded(Completed: false, reason));
    }

    [Fact]
    public void InTurn_AnotherOfTheSameNameWhileTheFirstAnswers_IsRefused()
    {
        StartRun();
        First.ExpectMsg<TakeBaton>();
        var other = CreateTestProbe("other");

        other.Send(Server, Offer("agent-1") with { Process = "other" });

        Assert.Contains("has enlisted already", other.ExpectMsg<EnlistmentRefused>().Reason, StringComparison.Ordinal);
        ExpectSilence(First, Server);
    }

    [Fact]
    public void Gathering_SameProcessFromElsewhere_IsBelievedWithoutAskingTheFormerLife()
    {
        Start(Plans.Of(agents: 1));
        First.Send(Server, Offer("agent-1") with { Process = "p" });
        First.ExpectMsg<EnlistmentAccepted>();
        var anew = CreateTestProbe("anew");

        anew.Send(Server, Offer("agent-1") with { Process = "p" });

        anew.ExpectMsg<EnlistmentAccepted>();
        anew.ExpectMsg<PlanAssigned>();
    }

    [Fact]
    public void Finishing_NobodyHasTheResult_GoesBackToTheLastTrainingTurn()
    {
        StartRun();
        PlayTurn(First, weight: 1);
        PlayTurn(Second, weight: 2);
        PlayTurn(First, weight: 2);
        Held.Keep(HashOf(7), FakeClientModel.StateOf(7)); // so that it is gone from memory
        Held.Keep(HashOf(8), FakeClientModel.StateOf(8));
        var baton = Second.ExpectMsg<TakeBaton>();

        Second.Send(Server, new TurnDone(baton.Turn, HashOf(2)));

        // Neither has it: the last training turn is done once more.
        var again = Second.FishForMessage<TakeBaton>(later => later.Turn.Number > baton.Turn.Number);
        Assert.Equal((1, Phase.Train, HashOf(1)), (again.Epoch, again.Phase, again.Snapshot!.Hash));
    }

    [Fact]
    public void Completing_AgentGone_IsLeftOutAndTheRunGoesOn()
    {
        StartRun(Plans.Of(agents: 2, epochs: 2) with { CheckpointEveryEpochs = 1 });
        PlayEpoch();
        foreach (var agent in (TestProbe[])[First, Second])
        {
            agent.ExpectMsg<WriteCheckpoint>();
            agent.Send(Server, new PartWritten(After(1), "client.safetensors", 100, "c0ffee"));
        }

        First.ExpectMsg<CheckpointComplete>();
        Sys.Stop(Second.Ref);

        Assert.Equal(2, First.ExpectMsg<TakeBaton>().Epoch);
        Assert.Equal("agent 'agent-2' is lost", Assert.Single(Recording.Of<CheckpointFailed>()).Reason);
    }

    /// <summary>The agent of this name, started anew, has enlisted and accepted the plan.</summary>
    private TestProbe ComesBack(string name, params StateHash[] held)
    {
        var back = CreateTestProbe($"{name}-again");
        back.Send(Server, Offer(name) with { Process = "another" });
        Pass(IdentityTimeout, Server);
        back.ExpectMsg<EnlistmentAccepted>();
        back.ExpectMsg<PlanAssigned>();
        back.Send(Server, Acceptance(held));
        Settle(Server);
        return back;
    }
}
