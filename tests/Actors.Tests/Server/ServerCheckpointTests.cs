using Akka.TestKit;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Server;
using SplitLearning.Actors.Tests.Fakes;
using SplitLearning.Models;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.CheckpointProtocol;
using static SplitLearning.Actors.Protocols.TurnProtocol;

namespace SplitLearning.Actors.Tests.Server;

public sealed class ServerCheckpointTests : ServerTest
{
    private static readonly TrainingPlan Plan = Plans.Of(agents: 2, epochs: 2) with { CheckpointEveryEpochs = 1 };

    [Fact]
    public void Checkpointing_EndOfTheEpoch_AllAgentsAreToldToWriteTheNewestState()
    {
        StartRun(Plan);

        PlayEpoch();

        First.ExpectMsg(new WriteCheckpoint(After(1), HashOf(2)));
        Second.ExpectMsg(new WriteCheckpoint(After(1), HashOf(2)));
        ExpectSilence(First, Server);
    }

    [Fact]
    public void Checkpointing_AllHaveConfirmed_TheCheckpointExistsAndTheRunGoesOn()
    {
        StartRun(Plan);
        PlayEpoch();

        Confirm(First);
        ConfirmAgain(First);
        Confirm(Second);

        Assert.Equal(After(1), First.ExpectMsg<CheckpointComplete>().Place);
        Assert.Equal(After(1), Second.ExpectMsg<CheckpointComplete>().Place);
        First.Send(Server, new ManifestWritten(After(1)));
        First.Send(Server, new ManifestWritten(After(1)));
        Second.Send(Server, new ManifestWritten(After(1)));
        Assert.Equal(2, First.ExpectMsg<TakeBaton>().Epoch);
        var checkpoint = Assert.Single(new CheckpointFolder(CheckpointsFolder).List());
        Assert.Equal(FakeServerModel.StateOf(steps: 2), CheckpointFolder.Read(checkpoint, "server"));
        Assert.Equal(HashOf(2).Hex, checkpoint.ClientSha256);
        var written = Assert.Single(Recording.Of<CheckpointWritten>());
        Assert.Equal(1, written.Epoch);
        Assert.Equal(
            ["agent-1/client.safetensors", "agent-2/client.safetensors", "server/server.safetensors"],
            written.Files.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Completing_OneHasNoManifestYet_IsToldAgainAndTheRunWaits()
    {
        StartRun(Plan);
        PlayEpoch();
        Confirm(First);
        Confirm(Second);
        First.ExpectMsg<CheckpointComplete>();
        Second.ExpectMsg<CheckpointComplete>();
        First.Send(Server, new ManifestWritten(After(1)));

        Pass(ReplyTimeout, Server);

        Assert.Equal(After(1), Second.ExpectMsg<CheckpointComplete>().Place);
        First.ExpectNoMsg(TimeSpan.Zero);
        Assert.Empty(Recording.Of<CheckpointWritten>());
    }

    [Fact]
    public void Completing_NoConfirmationInTime_IsLeftOutAndNamesTheAgent()
    {
        StartRun(Plan);
        PlayEpoch();
        Confirm(First);
        Confirm(Second);
        First.ExpectMsg<CheckpointComplete>();
        First.Send(Server, new ManifestWritten(After(1)));

        for (var waited = TimeSpan.Zero; waited < TurnTimeout; waited += ReplyTimeout)
            Pass(ReplyTimeout, Server);

        ExpectLeftOut("agent 'agent-2' has not confirmed it after 60 s");
    }

    [Fact]
    public void Completing_ManifestFails_IsLeftOutAndNamesTheAgent()
    {
        StartRun(Plan);
        PlayEpoch();
        Confirm(First);
        Confirm(Second);

        Second.ExpectMsg<CheckpointComplete>();
        Second.Send(Server, new PartFailed(After(1), "No space left on device"));

        ExpectLeftOut("agent 'agent-2': No space left on device");
    }

    [Fact]
    public void Checkpointing_OneHasNotConfirmed_DoesNotExistYet()
    {
        StartRun(Plan);
        PlayEpoch();

        Confirm(First);
        ConfirmAgain(First);

        ExpectSilence(First, Server);
        Assert.Empty(Recording.Of<CheckpointWritten>());
        Assert.Empty(new CheckpointFolder(CheckpointsFolder).List());
    }

    [Fact]
    public void Checkpointing_SomeHaveNotConfirmed_AreToldAgain()
    {
        StartRun(Plan);
        PlayEpoch();
        Confirm(First);
        Second.ExpectMsg<WriteCheckpoint>();

        Pass(ReplyTimeout, Server);

        Second.ExpectMsg(new WriteCheckpoint(After(1), HashOf(2)));
        First.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Checkpointing_NoConfirmationInTime_IsLeftOutAndNamesTheAgent()
    {
        StartRun(Plan);
        PlayEpoch();
        Confirm(First);

        for (var waited = TimeSpan.Zero; waited < TurnTimeout; waited += ReplyTimeout)
            Pass(ReplyTimeout, Server);

        ExpectLeftOut("agent 'agent-2' has not confirmed it after 60 s");
    }

    [Fact]
    public void Checkpointing_PartFails_IsLeftOutAndNamesTheAgent()
    {
        StartRun(Plan);
        PlayEpoch();
        Confirm(First);

        Second.Send(Server, new PartFailed(After(1), "No space left on device"));

        ExpectLeftOut("agent 'agent-2': No space left on device");
    }

    [Fact]
    public void Checkpointing_ServersOwnPartFails_IsLeftOutAndNamesTheServer()
    {
        RunFolder.Block("checkpoints");
        StartRun(Plan);

        PlayEpoch();

        Assert.Equal(2, First.FishForMessage<TakeBaton>(_ => true).Epoch);
        var failed = Assert.Single(Recording.Of<CheckpointFailed>()).Reason;
        Assert.StartsWith("the server: ", failed, StringComparison.Ordinal);
        Assert.Contains(CheckpointsFolder, failed, StringComparison.Ordinal);
    }

    [Fact]
    public void Checkpointing_FailureOfAnotherEpoch_ChangesNothing()
    {
        StartRun(Plan);
        PlayEpoch();

        First.Send(Server, new PartFailed(After(7), "late"));
        First.Send(Server, new PartWritten(After(7), "client.safetensors", 1, "c0ffee"));

        First.ExpectMsg<WriteCheckpoint>();
        ExpectSilence(First, Server);
        Assert.Empty(Recording.Of<RunFailed>());
    }

    [Fact]
    public void Checkpointing_AgentGone_EndsAndNamesIt()
    {
        StartRun(Plan);
        PlayEpoch();

        Sys.Stop(Second.Ref);

        Assert.Equal(
            $"Agent 'agent-2' at {Second.Ref.Path.Address} is lost in the checkpoint of epoch 1: it has gone.",
            Recorded(First));
    }

    [Fact]
    public void Checkpointing_AgentGoneAndToBeWaitedFor_IsLeftOutAndTheRunGoesOn()
    {
        OnLostAgent = LostAgentPolicy.Wait;
        StartRun(Plan);
        PlayEpoch();

        Sys.Stop(Second.Ref);

        ExpectLeftOut("agent 'agent-2' is lost");
    }

    [Fact]
    public void Checkpointing_StateCannotBeSaved_EndsWithTheCause()
    {
        StartRun(Plan);
        PlayTurn(First, weight: 1);
        PlayTurn(Second, weight: 2);
        PlayTurn(First, weight: 2);
        Model.Fails = "save";

        PlayTurn(Second, weight: 2);

        ExpectGivenUp(
            FailureKind.Internal, "The server has failed in the checkpoint of epoch 1: save is broken");
    }

    /// <summary>There is no such checkpoint, and the next epoch begins.</summary>
    private void ExpectLeftOut(string reason)
    {
        Assert.Equal(2, First.FishForMessage<TakeBaton>(_ => true).Epoch);
        Assert.Equal(new CheckpointFailed(1, reason), Assert.Single(Recording.Of<CheckpointFailed>()));
        Assert.Empty(Recording.Of<CheckpointWritten>());
    }

    private void Confirm(TestProbe agent)
    {
        agent.ExpectMsg<WriteCheckpoint>();
        ConfirmAgain(agent);
    }

    private void ConfirmAgain(TestProbe agent) =>
        agent.Send(Server, new PartWritten(After(1), "client.safetensors", 100, "c0ffee"));

    private static string Recorded(TestProbe agent) =>
        agent.FishForMessage<RunEndProtocol.RunEnded>(end => !end.Completed).Reason;
}
