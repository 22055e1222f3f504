using Akka.Actor;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Tests.Fakes;
using SplitLearning.Data.Datasets;
using static SplitLearning.Actors.Protocols.BatchProtocol;
using static SplitLearning.Actors.Protocols.CheckpointProtocol;
using static SplitLearning.Actors.Protocols.LeavingProtocol;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;
using static SplitLearning.Actors.Protocols.RunEndProtocol;
using static SplitLearning.Actors.Protocols.SnapshotProtocol;
using static SplitLearning.Actors.Protocols.TurnProtocol;

namespace SplitLearning.Actors.Tests.Agent;

/// <summary>Somebody stops the agent, or another one that hands its state over to this one.</summary>
public sealed class AgentLeavingTests : AgentTest
{
    [Fact]
    public void Ready_StopRun_AsksTheServerAndEndsWhenItMay()
    {
        EnlistAndAcceptPlan();

        Agent.Tell(new StopRun("Ctrl-C"));

        Server.ExpectMsg(new LeaveRequested("Ctrl-C"));
        Settle(Agent);
        ExpectNoMsg(TimeSpan.Zero);
        Agent.Tell(new LeaveGranted(), ServerRef);
        ExpectMsg<Suspended>();
    }

    [Fact]
    public void InTurn_StopRun_DropsTheTurn()
    {
        EnlistAndAcceptPlan();
        Agent.Tell(Baton(1), ServerRef);
        Server.ExpectMsg<BatonTaken>();

        Agent.Tell(new StopRun("Ctrl-C"));
        AnswerBatch(Phase.Train);
        AnswerBatch(Phase.Train);

        Server.ExpectMsg(new LeaveRequested("Ctrl-C"));
        ExpectSilence(Server, Agent);
    }

    [Fact]
    public void Leaving_NoAnswer_AsksAgain()
    {
        Leave();

        Pass(ReplyTimeout, Agent);

        Server.ExpectMsg(new LeaveRequested("Ctrl-C"));
    }

    [Fact]
    public void Leaving_Baton_IsNotTaken()
    {
        Leave();

        Agent.Tell(Baton(1), ServerRef);
        Agent.Tell(new StopRun("again"));
        Agent.Tell(Assigned, ServerRef);

        ExpectSilence(Server, Agent);
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Leaving_Checkpoint_IsWritten()
    {
        EnlistAndAcceptPlan();
        var state = RunTurn(Baton(1)).State;
        Agent.Tell(new StopRun("Ctrl-C"));
        Server.ExpectMsg<LeaveRequested>();

        Agent.Tell(new WriteCheckpoint(new(0, 1), state), ServerRef);
        Server.ExpectMsg<PartWritten>();
        Agent.Tell(new CheckpointComplete(new(0, 1), []), ServerRef);

        Server.ExpectMsg(new ManifestWritten(new(0, 1)));
    }

    [Fact]
    public void Leaving_RunEnded_EndsAsTheRunDoes()
    {
        Leave();

        Agent.Tell(new RunEnded(Completed: true, ""), ServerRef);

        Server.ExpectMsg<RunEndedSeen>();
        ExpectMsg<Succeeded>();
    }

    [Fact]
    public void Leaving_ServerGone_EndsAtOnce()
    {
        Leave();

        Sys.Stop(ServerRef);

        Assert.Equal(FailureKind.ServerLost, ExpectMsg<Failed>().Kind);
    }

    [Fact]
    public void Ready_TakeOver_FetchesTheStateAndHoldsIt()
    {
        EnlistAndAcceptPlan();
        var holder = CreateTestProbe("holder");
        var state = FakeClientModel.StateOf(3);
        var hash = StateHash.Of(state);

        Agent.Tell(new TakeOver(new SnapshotSource(hash, holder.Ref, "agent-2")), ServerRef);
        holder.ExpectMsg<RequestChunk>();
        holder.Reply(new SnapshotChunk(hash, 0, state.Length, state));

        Server.ExpectMsg(new TakenOver(hash));
        Agent.Tell(Baton(1, Phase.Train, new SnapshotSource(hash, holder.Ref, "agent-2")), ServerRef);
        Assert.Equal(0, Server.ExpectMsg<BatonTaken>().SnapshotBytes);
    }

    [Fact]
    public void Ready_TakeOverOfWhatItHolds_SaysSoAtOnce()
    {
        EnlistAndAcceptPlan();
        var done = RunTurn(Baton(1));
        var holder = CreateTestProbe("holder");

        Agent.Tell(new TakeOver(new SnapshotSource(done.State, holder.Ref, "agent-2")), ServerRef);

        Server.ExpectMsg(new TakenOver(done.State));
        ExpectSilence(holder, Agent);
    }

    [Fact]
    public void Ready_TakeOverFromAHolderThatHasGone_SaysSo()
    {
        EnlistAndAcceptPlan();
        var holder = CreateTestProbe("holder");
        var hash = StateHash.Of([1]);
        Agent.Tell(new TakeOver(new SnapshotSource(hash, holder.Ref, "agent-2")), ServerRef);
        holder.ExpectMsg<RequestChunk>();

        Sys.Stop(holder.Ref);

        Assert.Equal(hash, Server.ExpectMsg<TakeOverFailed>().State);
    }

    [Fact]
    public void FetchingSnapshot_TakeOver_DoesNotDisturbTheTurn()
    {
        EnlistAndAcceptPlan();
        var holder = CreateTestProbe("holder");
        var other = CreateTestProbe("other");
        var state = FakeClientModel.StateOf(3);
        var hash = StateHash.Of(state);
        Agent.Tell(Baton(1, Phase.Train, new SnapshotSource(hash, holder.Ref, "agent-2")), ServerRef);
        holder.ExpectMsg<RequestChunk>();

        Agent.Tell(new TakeOver(new SnapshotSource(StateHash.Of([1]), other.Ref, "agent-3")), ServerRef);

        ExpectSilence(other, Agent);
        holder.Reply(new SnapshotChunk(hash, 0, state.Length, state));
        Server.ExpectMsg<BatonTaken>();
        ServerModel.ExpectMsg<ForwardBatch>();
    }

    private void Leave()
    {
        EnlistAndAcceptPlan();
        Agent.Tell(new StopRun("Ctrl-C"));
        Server.ExpectMsg<LeaveRequested>();
    }
}
