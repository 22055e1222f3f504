using Akka.Actor;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Tests.Fakes;
using SplitLearning.Data.Datasets;
using static SplitLearning.Actors.Protocols.BatchProtocol;
using static SplitLearning.Actors.Protocols.SnapshotProtocol;
using static SplitLearning.Actors.Protocols.TurnProtocol;

namespace SplitLearning.Actors.Tests.Agent;

public sealed class AgentTurnTests : AgentTest
{
    [Fact]
    public void Ready_FirstBaton_TrainsFromTheSeedAndGivesTheStateBack()
    {
        EnlistAndAcceptPlan();
        Agent.Tell(Baton(1), ServerRef);

        Server.ExpectMsg(new BatonTaken(new TurnId(1), SnapshotBytes: 0, SnapshotSeconds: 0));
        AnswerBatch(Phase.Train);
        AnswerBatch(Phase.Train);

        var done = Server.ExpectMsg<TurnDone>();
        Assert.Equal((new TurnId(1), HashOf(2)), (done.Turn, done.State));
        Assert.DoesNotContain("load", Model.Calls);
    }

    [Fact]
    public void InTurn_DataAreWaitedFor_ServerIsToldHowLong()
    {
        EnlistAndAcceptPlan();
        DataGate.Reset();
        Agent.Tell(Baton(1), ServerRef);
        Settle(Agent);
        Settle(ModelActor);
        Clock.Advance(TimeSpan.FromSeconds(3));
        DataGate.Set();
        Server.ExpectMsg<BatonTaken>();
        AnswerBatch(Phase.Train);
        AnswerBatch(Phase.Train);

        var done = Server.ExpectMsg<TurnDone>();
        Assert.Equal((3, 0), (done.FirstBatchSeconds, done.DataWaitSeconds));
    }

    [Fact]
    public void Ready_AfterATurn_HolderGivesTheStateOut()
    {
        var holder = EnlistAndAcceptPlan().Holder;

        var done = RunTurn(Baton(1));

        holder.Tell(new RequestChunk(done.State, 0, 1 << 20), TestActor);
        Assert.Equal(FakeClientModel.StateOf(2), ExpectMsg<SnapshotChunk>().Bytes.ToArray());
    }

    [Fact]
    public void Ready_BatonWithASnapshot_FetchesItFirst()
    {
        var holder = CreateTestProbe("holder");
        EnlistAndAcceptPlan();

        Agent.Tell(Baton(2, Phase.Test, SourceAt(holder.Ref, weight: 10)), ServerRef);

        holder.ExpectMsg(new RequestChunk(HashOf(10), 0, 1 << 20));
        ExpectSilence(Server, Agent);
        var state = FakeClientModel.StateOf(10);
        holder.Reply(new SnapshotChunk(HashOf(10), 0, state.Length, state));
        Assert.Equal(state.Length, Server.ExpectMsg<BatonTaken>().SnapshotBytes);
        Assert.Equal([110f, 111f], ServerModel.ExpectMsg<ForwardBatch>().Smashed.ToFloats());
    }

    [Fact]
    public void Ready_BatonWithTheStateItHolds_FetchesNothing()
    {
        EnlistAndAcceptPlan();
        var done = RunTurn(Baton(1));
        var holder = CreateTestProbe("holder");

        Agent.Tell(Baton(2, Phase.Test, new SnapshotSource(done.State, holder.Ref, "agent-1")), ServerRef);

        Server.ExpectMsg(new BatonTaken(new TurnId(2), SnapshotBytes: 0, SnapshotSeconds: 0));
        Assert.Equal([102f, 103f], ServerModel.ExpectMsg<ForwardBatch>().Smashed.ToFloats());
        holder.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Ready_SameBatonAgain_AnswersDoneAgainAndTrainsNothing()
    {
        EnlistAndAcceptPlan();
        var done = RunTurn(Baton(1));

        Agent.Tell(Baton(1), ServerRef);

        Server.ExpectMsg(done);
        ExpectSilence(ServerModel, Agent);
    }

    [Fact]
    public void Ready_BatonOfAnEarlierTurn_IsIgnored()
    {
        EnlistAndAcceptPlan();
        RunTurn(Baton(1));
        RunTurn(Baton(3));

        Agent.Tell(Baton(1), ServerRef);

        ExpectSilence(Server, Agent);
        ServerModel.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void FetchingSnapshot_SameBatonAgain_SaysThatItIsOnItsWayAndFetchesOnce()
    {
        var holder = CreateTestProbe("holder");
        EnlistAndAcceptPlan();
        var baton = Baton(2, Phase.Test, SourceAt(holder.Ref, weight: 10));
        Agent.Tell(baton, ServerRef);
        holder.ExpectMsg<RequestChunk>();

        Agent.Tell(baton, ServerRef);

        Server.ExpectMsg(new SnapshotPending(baton.Turn));
        ExpectSilence(Server, Agent);
        holder.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void FetchingSnapshot_HolderDoesNotGiveIt_GivesTheBatonBack()
    {
        var holder = CreateTestProbe("holder");
        EnlistAndAcceptPlan();
        Agent.Tell(Baton(2, Phase.Train, SourceAt(holder.Ref, weight: 10)), ServerRef);
        holder.ExpectMsg<RequestChunk>();

        holder.Reply(new SnapshotUnavailable(HashOf(10), "it is not held here"));

        ExpectGivenBack(2, "agent-2 does not give it: it is not held here");
    }

    [Fact]
    public void FetchingSnapshot_HolderGone_GivesTheBatonBack()
    {
        var holder = CreateTestProbe("holder");
        EnlistAndAcceptPlan();
        Agent.Tell(Baton(2, Phase.Train, SourceAt(holder.Ref, weight: 10)), ServerRef);
        holder.ExpectMsg<RequestChunk>();

        Sys.Stop(holder.Ref);

        ExpectGivenBack(2, "agent-2 was lost");
    }

    [Fact]
    public void FetchingSnapshot_OtherBytes_GivesTheBatonBack()
    {
        var holder = CreateTestProbe("holder");
        EnlistAndAcceptPlan();
        Agent.Tell(Baton(2, Phase.Train, SourceAt(holder.Ref, weight: 10)), ServerRef);
        holder.ExpectMsg<RequestChunk>();

        var other = FakeClientModel.StateOf(11);
        holder.Reply(new SnapshotChunk(HashOf(10), 0, other.Length, other));

        ExpectGivenBack(2, "the bytes from agent-2 have another hash");
    }

    [Fact]
    public void InTurn_SameBatonAgain_IsIgnored()
    {
        EnlistAndAcceptPlan();
        Agent.Tell(Baton(1), ServerRef);
        Server.ExpectMsg<BatonTaken>();

        Agent.Tell(Baton(1), ServerRef);

        AnswerBatch(Phase.Train);
        AnswerBatch(Phase.Train);
        Server.ExpectMsg<TurnDone>();
        ExpectSilence(Server, Agent);
        ServerModel.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void InTurn_BatonOfALaterTurn_DropsTheTurnUnderWayAndBeginsFromTheSeedAgain()
    {
        EnlistAndAcceptPlan();
        Agent.Tell(Baton(1), ServerRef);
        Server.ExpectMsg<BatonTaken>();

        AnswerBatch(Phase.Train);
        ServerModel.ExpectMsg<ForwardBatch>(); // never answered

        var done = RunTurn(Baton(2));

        Assert.Equal(new TurnId(2), done.Turn);
        Assert.Equal(StateHash.Of(FakeClientModel.StateOf(weight: 2)), done.State);
    }

    [Fact]
    public void InTurn_BatonOfAnEarlierTurn_IsIgnored()
    {
        EnlistAndAcceptPlan();
        Agent.Tell(Baton(2), ServerRef);
        Server.ExpectMsg<BatonTaken>();

        Agent.Tell(Baton(1), ServerRef);

        AnswerBatch(Phase.Train);
        AnswerBatch(Phase.Train);
        Assert.Equal(new TurnId(2), Server.ExpectMsg<TurnDone>().Turn);
    }

    [Fact]
    public void InTurn_BatchRejected_GivesTheBatonBack()
    {
        EnlistAndAcceptPlan();
        Agent.Tell(Baton(1), ServerRef);
        Server.ExpectMsg<BatonTaken>();
        var batch = ServerModel.ExpectMsg<ForwardBatch>().Batch;

        ServerModel.Reply(new BatchRejected(batch, "no turn is under way"));

        Server.ExpectMsg(new TurnFailed(
            new TurnId(1), "the server rejects batch 0 of turn 1: no turn is under way"));
    }

    [Fact]
    public void InTurn_SnapshotOfAnotherModel_GivesTheBatonBack()
    {
        var holder = CreateTestProbe("holder");
        EnlistAndAcceptPlan();
        byte[] noState = [1, 2, 3];
        var hash = StateHash.Of(noState);
        Agent.Tell(Baton(2, Phase.Train, new SnapshotSource(hash, holder.Ref, "agent-2")), ServerRef);
        holder.ExpectMsg<RequestChunk>();

        holder.Reply(new SnapshotChunk(hash, 0, noState.Length, noState));

        Server.ExpectMsg<BatonTaken>();
        Assert.Contains("safetensors", Server.ExpectMsg<TurnFailed>().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Ready_SameStateAfterATurnThatBroke_IsLoadedAgain()
    {
        var holder = EnlistAndAcceptPlan().Holder;
        var done = RunTurn(Baton(1));
        var source = new SnapshotSource(done.State, holder, "agent-1");
        Agent.Tell(Baton(2, Phase.Train, source), ServerRef);
        Server.ExpectMsg<BatonTaken>();
        AnswerBatch(Phase.Train); // the model has another state now
        var batch = ServerModel.ExpectMsg<ForwardBatch>().Batch;
        ServerModel.Reply(new BatchRejected(batch, "broken"));
        Server.ExpectMsg<TurnFailed>();

        Agent.Tell(Baton(3, Phase.Test, source), ServerRef);

        Server.ExpectMsg<BatonTaken>();
        Assert.Equal([102f, 103f], ServerModel.ExpectMsg<ForwardBatch>().Smashed.ToFloats());
    }

    private static StateHash HashOf(float weight) => StateHash.Of(FakeClientModel.StateOf(weight));

    private static SnapshotSource SourceAt(IActorRef holder, float weight) => new(HashOf(weight), holder, "agent-2");

    private void ExpectGivenBack(int turn, string reason)
    {
        var failed = Server.ExpectMsg<TurnFailed>();
        Assert.Equal(new TurnId(turn), failed.Turn);
        Assert.EndsWith($"could not be fetched: {reason}.", failed.Reason, StringComparison.Ordinal);
        ServerModel.ExpectNoMsg(TimeSpan.Zero);
    }
}
