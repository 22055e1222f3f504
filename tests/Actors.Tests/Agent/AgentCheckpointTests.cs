using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Tests.Fakes;
using SplitLearning.Data.Datasets;
using SplitLearning.Models.State;
using static SplitLearning.Actors.Protocols.CheckpointProtocol;
using static SplitLearning.Actors.Protocols.TurnProtocol;

namespace SplitLearning.Actors.Tests.Agent;

public sealed class AgentCheckpointTests : AgentTest
{
    [Fact]
    public void Ready_WriteCheckpointOfItsState_WritesIt()
    {
        EnlistAndAcceptPlan();
        var done = RunTurn(Baton(1));

        Agent.Tell(new WriteCheckpoint(After(5), done.State), ServerRef);

        var written = Server.ExpectMsg<PartWritten>();
        Assert.Equal((After(5), done.State.Hex), (written.Place, written.Sha256));
        Assert.Equal(Agent, Server.LastSender);
        var file = Path.Combine(CheckpointsFolder, "epoch-0005", "client.safetensors");
        Assert.Equal(FakeClientModel.StateOf(2), File.ReadAllBytes(file));
    }

    [Fact]
    public void Ready_WriteCheckpointAgain_ConfirmsAgain()
    {
        EnlistAndAcceptPlan();
        var done = RunTurn(Baton(1));
        Agent.Tell(new WriteCheckpoint(After(5), done.State), ServerRef);
        var first = Server.ExpectMsg<PartWritten>();

        Agent.Tell(new WriteCheckpoint(After(5), done.State), ServerRef);

        Server.ExpectMsg(first);
    }

    [Fact]
    public void Ready_WriteCheckpointOfAnotherState_Fails()
    {
        EnlistAndAcceptPlan();
        RunTurn(Baton(1));
        var other = StateHash.Of([1]);

        Agent.Tell(new WriteCheckpoint(After(5), other), ServerRef);

        Server.ExpectMsg(new PartFailed(After(5), $"State {other} is not held by 'agent-1'."));
    }

    [Fact]
    public void Ready_FolderCannotBeWritten_Fails()
    {
        File.WriteAllText(Path.Combine(RunsFolder, RunId), "");
        EnlistAndAcceptPlan();
        var done = RunTurn(Baton(1));

        Agent.Tell(new WriteCheckpoint(After(5), done.State), ServerRef);

        Assert.Contains(CheckpointsFolder, Server.ExpectMsg<PartFailed>().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void InTurn_WriteCheckpointOfAStateNotHeld_Fails()
    {
        EnlistAndAcceptPlan();
        Agent.Tell(Baton(1), ServerRef);
        Server.ExpectMsg<BatonTaken>();

        Agent.Tell(new WriteCheckpoint(After(5), StateHash.Of([1])), ServerRef);

        Server.ExpectMsg(new PartFailed(After(5), $"State {StateHash.Of([1])} is not held by 'agent-1'."));
    }

    [Fact]
    public void Ready_CheckpointComplete_ConfirmsWhenTheManifestIsThere()
    {
        EnlistAndAcceptPlan();
        WriteCheckpointOfAnEpoch();

        Agent.Tell(new CheckpointComplete(After(5), []), ServerRef);

        Server.ExpectMsg(new ManifestWritten(After(5)));
        Assert.Equal(Agent, Server.LastSender);
        Assert.Equal(5, Assert.Single(new CheckpointFolder(CheckpointsFolder).List()).Place.Epochs);
    }

    [Fact]
    public void Ready_CheckpointCompleteAgain_ConfirmsAgain()
    {
        EnlistAndAcceptPlan();
        WriteCheckpointOfAnEpoch();
        Agent.Tell(new CheckpointComplete(After(5), []), ServerRef);
        Server.ExpectMsg<ManifestWritten>();

        Agent.Tell(new CheckpointComplete(After(5), []), ServerRef);

        Server.ExpectMsg(new ManifestWritten(After(5)));
    }

    [Fact]
    public void Ready_CheckpointCannotBeCompleted_SaysWhyAndGoesOn()
    {
        EnlistAndAcceptPlan();
        WriteCheckpointOfAnEpoch();
        var part = Path.Combine(CheckpointsFolder, "epoch-0005", "client.safetensors");
        File.Delete(part);

        Agent.Tell(new CheckpointComplete(After(5), []), ServerRef);

        Assert.Contains(part, Server.ExpectMsg<PartFailed>().Reason, StringComparison.Ordinal);
        RunTurn(Baton(2, Phase.Test));
    }

    [Fact]
    public void Ready_CompleteOfACheckpointItHasNoPartOf_Fails()
    {
        EnlistAndAcceptPlan();

        Agent.Tell(new CheckpointComplete(After(5), []), ServerRef);

        Server.ExpectMsg(new PartFailed(After(5), "nothing has been written here for it."));
    }

    private void WriteCheckpointOfAnEpoch()
    {
        Agent.Tell(new WriteCheckpoint(After(5), RunTurn(Baton(1)).State), ServerRef);
        Server.ExpectMsg<PartWritten>();
    }
}
