using Akka.TestKit;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Server;
using SplitLearning.Actors.Tests.Fakes;
using SplitLearning.Models;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.EnlistmentProtocol;
using static SplitLearning.Actors.Protocols.RunEndProtocol;
using static SplitLearning.Actors.Protocols.TurnProtocol;

namespace SplitLearning.Actors.Tests.Server;

/// <summary>A run goes on under another plan, and what it takes is not there.</summary>
public sealed class ServerReplanningTests : ServerTest
{
    private readonly TrainingPlan _plan = Plans.Of(agents: 2, epochs: 3);

    public ServerReplanningTests()
    {
        OnLostAgent = LostAgentPolicy.Wait;
        Former = PlanHistory.Of(_plan with { Epochs = 2 });
        WriteCheckpoint(epoch: 1, client: 1);
        WriteCheckpoint(epoch: 2, client: 2);
    }

    [Fact]
    public void ChangedPlan_NobodyHoldsAnyCheckpoint_ServerSaysForWhomItWaits()
    {
        StartRun(_plan);
        Settle(Server);

        var awaited = Assert.Single(Recording.Of<StateAwaited>());

        Assert.Equal((2, $"{HashOf(2)}"), (awaited.Epoch, awaited.State));
        Assert.Equal(["agent-1", "agent-2"], awaited.Agents);
        ExpectSilence(First, Server);
        Assert.Empty(Recording.Of<RunResumed>());
    }

    [Fact]
    public void ChangedPlan_HolderComesAfterAll_TheRunGoesOnFromItsCheckpoint()
    {
        StartRun(_plan);
        Settle(Server);

        First.Send(Server, Acceptance(HashOf(2)));

        var baton = First.ExpectMsg<TakeBaton>();
        Assert.Equal((3, HashOf(2)), (baton.Epoch, baton.Snapshot!.Hash));
        Assert.Equal(2, Assert.Single(Recording.Of<RunResumed>()).Epoch);
    }

    [Fact]
    public void ChangedPlan_HolderNeverComes_IsGivenUpWithTheNamesOfThoseWhoHadIt()
    {
        StartRun(_plan);
        Settle(Server);

        for (var waited = TimeSpan.Zero; waited < RejoinTimeout; waited += ReplyTimeout)
            Pass(ReplyTimeout, Server);

        var reason = $"Nobody present holds the client model of epoch 2 (state {HashOf(2)}); those had it: agent-1, "
            + "agent-2, and nobody has come who does for 200 s.";
        First.FishForMessage<RunEnded>(end => end == new RunEnded(Completed: false, reason));
    }

    [Fact]
    public void SamePlan_NobodyHoldsAnyCheckpoint_BeginsAnew()
    {
        Former = PlanHistory.Of(_plan);

        StartRun(_plan);

        Assert.Null(First.ExpectMsg<TakeBaton>().Snapshot);
        Assert.Equal(0, Assert.Single(Recording.Of<RunResumed>()).Epoch);
    }

    [Fact]
    public void ChangedPlan_StatesLostAfterwards_TheChangeIsSaidToHoldFromFurtherBack()
    {
        StartAndEnlist(_plan);
        foreach (var agent in (TestProbe[])[First, Second])
        {
            agent.ExpectMsg<PlanAssigned>();
            agent.Send(Server, Acceptance(HashOf(1), HashOf(2)));
        }

        var baton = First.ExpectMsg<TakeBaton>();
        First.Send(Server, Acceptance(HashOf(1)));
        Second.Send(Server, Acceptance(HashOf(1)));
        First.Send(Server, new TurnFailed(baton.Turn, "torn"));

        var again = First.FishForMessage<TakeBaton>(later => later.Turn.Number > baton.Turn.Number);
        Assert.Equal((2, HashOf(1)), (again.Epoch, again.Snapshot!.Hash));
        Assert.Equal([2, 1], Recording.Of<RunResumed>().Select(resumed => resumed.Epoch));
    }

    [Fact]
    public void ChangedPlan_FewerEpochs_CheckpointsBehindItsEndAreOfNoUse()
    {
        StartRunWith(_plan with { Epochs = 1 }, HashOf(1), HashOf(2));

        First.FishForMessage<RunEnded>(end => end.Completed);
        Assert.Equal(1, Assert.Single(Recording.Of<RunResumed>()).Epoch);
    }

    [Fact]
    public void NewCut_StopRunBeforeItsFirstTurnIsDone_NothingIsWrittenAsTheCutIsMadeAnew()
    {
        var baton = StartWithANewCut(LostAgentPolicy.Wait);
        Assert.Equal("the server", baton.Snapshot!.HolderName);

        Server.Tell(new OutcomeProtocol.StopRun("Ctrl-C"), TestActor);

        First.FishForMessage<RunEnded>(end => end.CanGoOn);
        First.Send(Server, new RunEndedSeen());
        Second.Send(Server, new RunEndedSeen());
        ExpectMsg(new OutcomeProtocol.Suspended("epoch 3, train turn of agent 1"));
        Assert.Empty(Recording.Of<CheckpointFailed>());
    }

    [Fact]
    public void NewCut_ItsFirstAgentIsLeftOutAndACheckpointIsDue_NoneIsWrittenAsOnlyTheServerHasTheState()
    {
        CheckpointEveryTurns = 1;
        StartWithANewCut(LostAgentPolicy.Skip);

        Sys.Stop(First.Ref);
        Settle(Server);
        Pass(RejoinTimeout, Server);

        var baton = Second.FishForMessage<TakeBaton>(_ => true);
        Assert.Equal("the server", baton.Snapshot!.HolderName);
        Assert.Equal("no agent has the client model", Assert.Single(Recording.Of<CheckpointFailed>()).Reason);
    }

    /// <summary>The first agent's turn comes, from the second epoch's checkpoint under another cut.</summary>
    private TakeBaton StartWithANewCut(LostAgentPolicy onLostAgent)
    {
        OnLostAgent = onLostAgent;
        var (client, server) = OnItsOwnThread(() =>
        {
            using var clientModel = ClientModel.Create(Former!.Plan);
            using var serverModel = ServerModel.Create(Former.Plan);
            return (clientModel.Save(), serverModel.Save());
        });
        var folder = new CheckpointFolder(CheckpointsFolder);
        var place = CheckpointPlace.AfterEpoch(2);
        folder.Complete(place, Former!.Plan, [folder.Write(place, "server", server)], StateHash.Of(client).Hex);
        Held.Keep(StateHash.Of(client), client);
        StartAndEnlist(_plan with { Cut = "conv1" });
        foreach (var agent in (TestProbe[])[First, Second])
        {
            agent.ExpectMsg<PlanAssigned>();
            agent.Send(Server, Acceptance(StateHash.Of(client)));
        }

        return First.ExpectMsg<TakeBaton>();
    }

    // It leaves torch configured for the thread.
    private static T OnItsOwnThread<T>(Func<T> make) =>
        Task.Factory.StartNew(make, TaskCreationOptions.LongRunning).GetAwaiter().GetResult();

    private void StartRunWith(TrainingPlan plan, params StateHash[] held)
    {
        foreach (var state in (float[])[1, 2])
            Held.Keep(HashOf(state), FakeClientModel.StateOf(state));
        StartAndEnlist(plan);
        foreach (var agent in (TestProbe[])[First, Second])
        {
            agent.ExpectMsg<PlanAssigned>();
            agent.Send(Server, Acceptance(held));
        }
    }

    private void WriteCheckpoint(int epoch, float client)
    {
        var folder = new CheckpointFolder(CheckpointsFolder);
        var place = CheckpointPlace.AfterEpoch(epoch);
        var part = folder.Write(place, "server", FakeServerModel.StateOf(client));
        folder.Complete(place, Former!.Plan, [part], HashOf(client).Hex);
    }
}
