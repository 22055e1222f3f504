using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Tests.Fakes;
using SplitLearning.Data.Datasets;
using SplitLearning.Models.State;
using static SplitLearning.Actors.Protocols.CheckpointProtocol;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;
using static SplitLearning.Actors.Protocols.RunEndProtocol;
using static SplitLearning.Actors.Protocols.TurnProtocol;

namespace SplitLearning.Actors.Tests.Agent;

public sealed class AgentCheckpointTests : AgentTest
{
    [Fact]
    public void Ready_WriteCheckpointOfItsState_WritesIt()
    {
        EnlistAndAcceptPlan();
        var done = RunTurn(Baton(1));

        Agent.Tell(new WriteCheckpoint(5, done.State), ServerRef);

        var written = Server.ExpectMsg<PartWritten>();
        Assert.Equal((5, done.State.Hex), (written.Epoch, written.Sha256));
        Assert.Equal(Agent, Server.LastSender);
        var file = Path.Combine(CheckpointsFolder, "epoch-0005", "client.safetensors");
        Assert.Equal(FakeClientModel.StateOf(2), File.ReadAllBytes(file));
    }

    [Fact]
    public void Ready_WriteCheckpointAgain_ConfirmsAgain()
    {
        EnlistAndAcceptPlan();
        var done = RunTurn(Baton(1));
        Agent.Tell(new WriteCheckpoint(5, done.State), ServerRef);
        var first = Server.ExpectMsg<PartWritten>();

        Agent.Tell(new WriteCheckpoint(5, done.State), ServerRef);

        Server.ExpectMsg(first);
    }

    [Fact]
    public void Ready_WriteCheckpointOfAnotherState_Fails()
    {
        EnlistAndAcceptPlan();
        RunTurn(Baton(1));
        var other = StateHash.Of([1]);

        Agent.Tell(new WriteCheckpoint(5, other), ServerRef);

        Server.ExpectMsg(new PartFailed(5, $"State {other} is not held by 'agent-1'."));
    }

    [Fact]
    public void Ready_FolderCannotBeWritten_Fails()
    {
        File.WriteAllText(Path.Combine(RunsFolder, RunId), "");
        EnlistAndAcceptPlan();
        var done = RunTurn(Baton(1));

        Agent.Tell(new WriteCheckpoint(5, done.State), ServerRef);

        Assert.Contains(CheckpointsFolder, Server.ExpectMsg<PartFailed>().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void InTurn_WriteCheckpoint_Fails()
    {
        EnlistAndAcceptPlan();
        Agent.Tell(Baton(1), ServerRef);
        Server.ExpectMsg<BatonTaken>();

        Agent.Tell(new WriteCheckpoint(5, StateHash.Of([1])), ServerRef);

        Server.ExpectMsg(new PartFailed(5, "turn 1 is under way."));
    }

    [Fact]
    public void Ready_RunEndedWhileTheManifestIsBeingWritten_EndsWhenItIsThere()
    {
        EnlistAndAcceptPlan();
        var done = RunTurn(Baton(1));
        Agent.Tell(new WriteCheckpoint(5, done.State), ServerRef);
        Server.ExpectMsg<PartWritten>();
        // The part is read again before the manifest is written; from a pipe it comes when the test gives it.
        var part = Path.Combine(CheckpointsFolder, "epoch-0005", "client.safetensors");
        Pipe.Replace(part);
        Agent.Tell(new CheckpointComplete(5), ServerRef);

        Agent.Tell(new RunEnded(Completed: true, ""), ServerRef);
        Sys.Stop(ServerRef);
        Settle(Agent);
        ExpectNoMsg(TimeSpan.Zero);
        Pipe.Feed(part, FakeClientModel.StateOf(2));

        ExpectMsg<Succeeded>();
        File.WriteAllBytes(Pipe.Remove(part), FakeClientModel.StateOf(2));
        var checkpoint = Assert.Single(new CheckpointFolder(CheckpointsFolder).List());
        Assert.Equal(5, checkpoint.Epoch);
    }

    [Fact]
    public void Ready_CheckpointCannotBeCompleted_GoesOn()
    {
        EnlistAndAcceptPlan();
        var done = RunTurn(Baton(1));
        Agent.Tell(new WriteCheckpoint(5, done.State), ServerRef);
        Server.ExpectMsg<PartWritten>();
        File.Delete(Path.Combine(CheckpointsFolder, "epoch-0005", "client.safetensors"));

        Agent.Tell(new CheckpointComplete(5), ServerRef);

        RunTurn(Baton(2, Phase.Test));
        Agent.Tell(new RunEnded(Completed: true, ""), ServerRef);
        ExpectMsg<Succeeded>();
    }

    [Fact]
    public void Ready_CompleteOfACheckpointItHasNoPartOf_IsIgnored()
    {
        EnlistAndAcceptPlan();

        Agent.Tell(new CheckpointComplete(5), ServerRef);

        Agent.Tell(new RunEnded(Completed: true, ""), ServerRef);
        ExpectMsg<Succeeded>();
    }
}
