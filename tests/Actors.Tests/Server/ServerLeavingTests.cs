using Akka.TestKit;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Server;
using SplitLearning.Data.Datasets;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.CheckpointProtocol;
using static SplitLearning.Actors.Protocols.LeavingProtocol;
using static SplitLearning.Actors.Protocols.RunEndProtocol;
using static SplitLearning.Actors.Protocols.TurnProtocol;

namespace SplitLearning.Actors.Tests.Server;

/// <summary>An agent is stopped on purpose: it goes when nothing is lost with it.</summary>
public sealed class ServerLeavingTests : ServerTest
{
    public ServerLeavingTests() => OnLostAgent = LostAgentPolicy.Wait;

    [Fact]
    public void FirstTurn_ActiveAgentLeaves_MayGoAtOnce()
    {
        StartRun();
        First.ExpectMsg<TakeBaton>();

        AskToLeave(First);

        First.ExpectMsg<LeaveGranted>();
        Assert.Equal("has left: Ctrl-C", Assert.Single(Recording.Of<AgentLost>()).Reason);
    }

    [Fact]
    public void LaterTurn_OtherAgentLeavesThatAloneHoldsTheState_GoesWhenTheTurnHasFetchedIt()
    {
        StartRun();
        PlayTurn(First, weight: 1);
        var baton = Second.ExpectMsg<TakeBaton>();

        AskToLeave(First);
        ExpectSilence(First, Server);
        Second.Send(Server, new BatonTaken(baton.Turn, SnapshotBytes: 100, 0.5));

        First.ExpectMsg<LeaveGranted>();
        Assert.Empty(Recording.Of<TurnRedone>());
    }

    [Fact]
    public void LaterTurn_ActiveAgentLeavesAndTheOtherHoldsTheState_MayGoAtOnce()
    {
        StartRun();
        PlayTurn(First, weight: 1);
        Second.ExpectMsg<TakeBaton>();

        AskToLeave(Second);

        Second.ExpectMsg<LeaveGranted>();
        Settle(Server);
        First.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void TestTurn_ActiveAgentLeavesThatAloneHoldsTheState_AnotherTakesItOver()
    {
        StartRun();
        PlayTurn(First, weight: 1);
        PlayTurn(Second, weight: 2);
        PlayTurn(First, weight: 2);
        var baton = Second.ExpectMsg<TakeBaton>();
        Second.Send(Server, new BatonTaken(baton.Turn, SnapshotBytes: 0, 0));
        ForgetAll(First); // as if its process had been started anew
        AskToLeave(Second);

        var source = First.FishForMessage<TakeOver>(_ => true).Source;
        Assert.Equal((HashOf(2), "agent-2"), (source.Hash, source.HolderName));
        ExpectSilence(Second, Server);
        First.Send(Server, new TakenOver(HashOf(2)));

        Second.ExpectMsg<LeaveGranted>();
    }

    [Fact]
    public void Gathering_HeirCannotFetch_IsAskedAgainWithTheNextRequest()
    {
        StartRun();
        PlayTurn(First, weight: 1);
        PlayTurn(Second, weight: 2);
        PlayTurn(First, weight: 2);
        Second.ExpectMsg<TakeBaton>();
        ForgetAll(First);
        AskToLeave(Second);
        First.FishForMessage<TakeOver>(_ => true);

        First.Send(Server, new TakeOverFailed(HashOf(2), "torn"));
        ExpectSilence(Second, Server);
        AskToLeave(Second);

        First.ExpectMsg<TakeOver>();
    }

    [Fact]
    public void Gathering_NobodyElseIsThere_TheStateIsWrittenToDiskFirst()
    {
        StartRun();
        PlayTurn(First, weight: 1);
        Second.ExpectMsg<TakeBaton>();
        Sys.Stop(Second.Ref);
        Settle(Server);

        AskToLeave(First);

        var place = new CheckpointPlace(0, 1);
        First.ExpectMsg(new WriteCheckpoint(place, HashOf(1)));
        First.Send(Server, new PartWritten(place, "client.safetensors", 100, "c0ffee"));
        First.ExpectMsg<CheckpointComplete>();
        First.Send(Server, new ManifestWritten(place));
        First.ExpectMsg<LeaveGranted>();
    }

    [Fact]
    public void Gathering_NothingCanBeWritten_StaysUntilItAsksAgain()
    {
        StartRun();
        PlayTurn(First, weight: 1);
        Second.ExpectMsg<TakeBaton>();
        Sys.Stop(Second.Ref);
        Settle(Server);
        AskToLeave(First);
        First.ExpectMsg<WriteCheckpoint>();

        First.Send(Server, new PartFailed(new CheckpointPlace(0, 1), "No space left on device"));
        ExpectSilence(First, Server);
        AskToLeave(First);

        First.ExpectMsg<WriteCheckpoint>();
    }

    [Fact]
    public void Left_AgentComesBack_TheRunGoesOn()
    {
        StartRun();
        PlayTurn(First, weight: 1);
        Second.ExpectMsg<TakeBaton>();
        AskToLeave(Second);
        Second.ExpectMsg<LeaveGranted>();
        Sys.Stop(Second.Ref);

        var back = CreateTestProbe("agent-2-again");
        back.Send(Server, Offer("agent-2"));
        Pass(TimeSpan.FromSeconds(1), Server);
        back.FishForMessage<EnlistmentProtocol.PlanAssigned>(_ => true);
        back.Send(Server, Acceptance());

        var baton = back.ExpectMsg<TakeBaton>();
        Assert.Equal((1, Phase.Train, HashOf(1)), (baton.Epoch, baton.Phase, baton.Snapshot!.Hash));
    }

    [Fact]
    public void InTurn_AgentLeavesAndNobodyIsToBeWaitedFor_TheRunEnds()
    {
        OnLostAgent = LostAgentPolicy.Stop;
        StartRun();
        First.ExpectMsg<TakeBaton>();

        AskToLeave(Second);

        Assert.Contains("has left: Ctrl-C", First.ExpectMsg<RunEnded>().Reason, StringComparison.Ordinal);
    }

    private void AskToLeave(TestProbe agent) => agent.Send(Server, new LeaveRequested("Ctrl-C"));

    private void ForgetAll(TestProbe agent) => agent.Send(Server, Acceptance());
}
