using Akka.Actor;
using Akka.TestKit;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Server;
using SplitLearning.Actors.Tests.Fakes;
using SplitLearning.Data.Datasets;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.CheckpointProtocol;
using static SplitLearning.Actors.Protocols.EnlistmentProtocol;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;
using static SplitLearning.Actors.Protocols.RunEndProtocol;
using static SplitLearning.Actors.Protocols.TurnProtocol;

namespace SplitLearning.Actors.Tests.Server;

/// <summary>Somebody stops the server on purpose.</summary>
public sealed class ServerStoppingTests : ServerTest
{
    private static readonly CheckpointPlace FirstTurnDone = new(0, 1);

    public ServerStoppingTests() => OnLostAgent = LostAgentPolicy.Wait;

    [Fact]
    public void FirstTurn_StopRun_EndsAtOnceAsTheSeedIsTheState()
    {
        StartRun();
        First.ExpectMsg<TakeBaton>();

        Server.Tell(new StopRun("Ctrl-C"));

        ExpectStopped("epoch 1, train turn of agent 1");
        Assert.Empty(new CheckpointFolder(CheckpointsFolder).List());
    }

    [Fact]
    public void LaterTurn_StopRun_WritesTheStateBeforeTheTurnFirst()
    {
        StartRun();
        PlayTurn(First, weight: 1);
        var baton = Second.ExpectMsg<TakeBaton>();
        SendBatch(Second, baton);
        Second.ExpectMsg<BatchProtocol.CutGradient>();

        Server.Tell(new StopRun("Ctrl-C"));

        ExpectStopped("epoch 1, train turn of agent 2", FirstTurnDone);
        var checkpoint = Assert.Single(new CheckpointFolder(CheckpointsFolder).List());
        Assert.Equal((FirstTurnDone, HashOf(1).Hex), (checkpoint.Place, checkpoint.ClientSha256));
        Assert.Equal(FakeServerModel.StateOf(steps: 1), CheckpointFolder.Read(checkpoint, "server"));
        Assert.Equal(8 + 16 + 8 + 16, Assert.Single(Recording.Of<RunInterrupted>()).BytesSent!["smashed"]);
    }

    [Fact]
    public void Checkpointing_StopRun_FinishesTheCheckpointFirst()
    {
        StartRun(Plans.Of(agents: 2, epochs: 2) with { CheckpointEveryEpochs = 1 });
        PlayEpoch();
        First.ExpectMsg<WriteCheckpoint>();

        Server.Tell(new StopRun("Ctrl-C"));
        Server.Tell(new StopRun("again"));
        First.Send(Server, new PartWritten(After(1), "client.safetensors", 100, "c0ffee"));
        Second.Send(Server, new PartWritten(After(1), "client.safetensors", 100, "c0ffee"));
        First.ExpectMsg<CheckpointComplete>();
        First.Send(Server, new ManifestWritten(After(1)));
        Second.Send(Server, new ManifestWritten(After(1)));

        SayGoodBye();
        ExpectMsg(new Suspended("epoch 2, train turn of agent 1"));
    }

    [Fact]
    public void JustAfterACheckpoint_StopRun_WritesNoOther()
    {
        StartRun(Plans.Of(agents: 2, epochs: 2) with { CheckpointEveryEpochs = 1 });
        PlayEpoch();
        Confirm(After(1));
        First.FishForMessage<TakeBaton>(baton => baton.Epoch == 2);

        Server.Tell(new StopRun("Ctrl-C"));

        ExpectStopped("epoch 2, train turn of agent 1");
        Assert.Single(Recording.Of<CheckpointWritten>());
    }

    [Fact]
    public void LaterTurn_StopRunAndThePartCannotBeWritten_SaysThatTheStateIsNotSaved()
    {
        StartRun();
        PlayTurn(First, weight: 1);
        Second.ExpectMsg<TakeBaton>();

        Server.Tell(new StopRun("Ctrl-C"));
        First.ExpectMsg<WriteCheckpoint>();
        First.Send(Server, new PartFailed(FirstTurnDone, "No space left on device"));

        SayGoodBye();
        Assert.Equal(
            new Failed(FailureKind.Stopped, "Ctrl-C; epoch 1, train turn of agent 2 could not be saved, and the run "
                + "goes on from an earlier place."),
            ExpectMsg<Failed>());
    }

    [Fact]
    public void Gathering_StopRunAndNobodyHoldsTheState_EndsWithoutIt()
    {
        StartRun();
        PlayTurn(First, weight: 1);
        Second.ExpectMsg<TakeBaton>();
        Sys.Stop(First.Ref);
        Sys.Stop(Second.Ref);
        Pass(ReplyTimeout, Server);

        Server.Tell(new StopRun("Ctrl-C"));
        Pass(EndTimeout, Server);

        Assert.Equal(FailureKind.Stopped, ExpectMsg<Failed>().Kind);
        Assert.Single(Recording.Of<RunInterrupted>());
    }

    [Fact]
    public void Stopped_AnotherServer_GoesOnFromThatVeryPlace()
    {
        StartRun();
        PlayTurn(First, weight: 1);
        Second.ExpectMsg<TakeBaton>();
        Server.Tell(new StopRun("Ctrl-C"));
        ExpectStopped("epoch 1, train turn of agent 2", FirstTurnDone);

        StartAnew();
        First.Send(Server, Offer("agent-1"));
        Second.Send(Server, Offer("agent-2"));
        First.FishForMessage<PlanAssigned>(_ => true);
        First.Send(Server, Acceptance(HashOf(1)));
        Second.FishForMessage<PlanAssigned>(_ => true);
        Second.Send(Server, Acceptance());

        var baton = Second.ExpectMsg<TakeBaton>();
        Assert.Equal((1, Phase.Train, HashOf(1)), (baton.Epoch, baton.Phase, baton.Snapshot!.Hash));
        Assert.Equal((0, 1), (Recording.Of<RunResumed>()[0].Epoch, Recording.Of<RunResumed>()[0].Turns));
    }

    /// <summary>The agents write what they are told to; then all is over.</summary>
    private void ExpectStopped(string place, CheckpointPlace? checkpoint = null)
    {
        if (checkpoint is { } written)
        {
            First.ExpectMsg(new WriteCheckpoint(written, HashOf(1)));
            First.Send(Server, new PartWritten(written, "client.safetensors", 100, "c0ffee"));
            First.ExpectMsg<CheckpointComplete>();
            First.Send(Server, new ManifestWritten(written));
        }

        SayGoodBye();
        ExpectMsg(new Suspended(place));
    }

    private void SayGoodBye()
    {
        foreach (var agent in (TestProbe[])[First, Second])
        {
            agent.FishForMessage<RunEnded>(end => end == new RunEnded(Completed: false, "Ctrl-C") { CanGoOn = true });
            agent.Send(Server, new RunEndedSeen());
        }
    }

    private void Confirm(CheckpointPlace place)
    {
        foreach (var agent in (TestProbe[])[First, Second])
        {
            agent.Send(Server, new PartWritten(place, "client.safetensors", 100, "c0ffee"));
        }

        foreach (var agent in (TestProbe[])[First, Second])
        {
            agent.FishForMessage<CheckpointComplete>(_ => true);
            agent.Send(Server, new ManifestWritten(place));
        }
    }

    private void StartAnew()
    {
        Watch(Server);
        Sys.Stop(Server);
        ExpectTerminated(Server);
        IsResumed = true;
        AwaitAssert(() => Start(Plans.Of(agents: 2))); // its name is free a moment after its end
    }
}
