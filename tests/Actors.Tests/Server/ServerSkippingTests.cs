using Akka.TestKit;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Server;
using SplitLearning.Actors.Tests.Fakes;
using SplitLearning.Data.Datasets;
using SplitLearning.Models;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;
using static SplitLearning.Actors.Protocols.RunEndProtocol;
using static SplitLearning.Actors.Protocols.TurnProtocol;

namespace SplitLearning.Actors.Tests.Server;

/// <summary>An agent that does not come back is left out until the next epoch.</summary>
public sealed class ServerSkippingTests : ServerTest
{
    public ServerSkippingTests() => OnLostAgent = LostAgentPolicy.Skip;

    [Fact]
    public void InTurn_AgentGoneForTooLong_TheEpochGoesOnWithoutIt()
    {
        StartRun();
        PlayTurn(First, weight: 1);
        Lose(Second);
        First.ExpectNoMsg(TimeSpan.Zero);

        Pass(RejoinTimeout, Server);

        var test = PlayTurn(First, weight: 1);
        Assert.Equal((1, Phase.Test, HashOf(1)), (test.Epoch, test.Phase, test.Snapshot!.Hash));
        First.FishForMessage<RunEnded>(end => end.Completed);
        Assert.Equal(new AgentLeftOut(1, "agent-2"), Assert.Single(Recording.Of<AgentLeftOut>()));
        Assert.Equal([(2, 1), (2, 1)], Recording.Of<EpochFinished>().Select(e => (e.Total, e.Agents)));
    }

    [Fact]
    public void InTurn_AgentBackInTime_DoesItsTurn()
    {
        StartRun();
        PlayTurn(First, weight: 1);
        Lose(Second);
        Pass(RejoinTimeout - TimeSpan.FromSeconds(10), Server);

        ComeBack(Second, "again").ExpectMsg<TakeBaton>();

        Assert.Empty(Recording.Of<AgentLeftOut>());
    }

    [Fact]
    public void LeftOut_BackInMidEpoch_TakesPartFromTheNextEpochOn()
    {
        StartRun(Plans.Of(agents: 2, epochs: 2));
        PlayTurn(First, weight: 1);
        Lose(Second);
        Pass(RejoinTimeout, Server);
        var back = ComeBack(Second, "again");

        PlayTurn(First, weight: 1); // the first epoch's test
        PlayTurn(First, weight: 2);

        var baton = back.ExpectMsg<TakeBaton>();
        Assert.Equal((2, Phase.Train, HashOf(2)), (baton.Epoch, baton.Phase, baton.Snapshot!.Hash));
        Assert.Single(Recording.Of<AgentLeftOut>());
    }

    [Fact]
    public void LeftOut_StillAwayInTheNextEpoch_IsNotWaitedForAgain()
    {
        StartRun(Plans.Of(agents: 2, epochs: 2));
        PlayTurn(First, weight: 1);
        Lose(Second);
        Pass(RejoinTimeout, Server);

        PlayTurn(First, weight: 1);
        PlayTurn(First, weight: 2);
        PlayTurn(First, weight: 2);

        First.FishForMessage<RunEnded>(end => end.Completed);
        Assert.Equal([1, 2], Recording.Of<AgentLeftOut>().Select(leftOut => leftOut.Epoch));
        Assert.Equal(4, Recording.Of<EpochFinished>().Count);
    }

    [Fact]
    public void FirstTurn_ItsAgentIsLeftOut_TheSecondStartsFromTheSeed()
    {
        StartRun();
        First.ExpectMsg<TakeBaton>();
        Lose(First);

        Pass(RejoinTimeout, Server);

        var baton = Second.ExpectMsg<TakeBaton>();
        Assert.Equal((1, Phase.Train, null), (baton.Epoch, baton.Phase, baton.Snapshot));
    }

    [Fact]
    public void LeftOut_WithTheNewestState_TheRunGoesBackToOneThatSomebodyHas()
    {
        StartRun(Plans.Of(agents: 2, epochs: 2));
        PlayTurn(First, weight: 1);
        PlayTurn(Second, weight: 2);
        First.ExpectMsg<TakeBaton>(); // has not fetched it yet
        Lose(Second);

        Pass(RejoinTimeout, Server);

        var baton = First.FishForMessage<TakeBaton>(_ => true);
        Assert.Equal((1, Phase.Test, HashOf(1)), (baton.Epoch, baton.Phase, baton.Snapshot!.Hash));
    }

    [Fact]
    public void Gathering_NobodyIsThere_TheRunIsGivenUp()
    {
        StartRun();
        First.ExpectMsg<TakeBaton>();
        Lose(First);
        Lose(Second);

        Pass(RejoinTimeout, Server);
        Pass(EndTimeout, Server);

        Assert.Equal(FailureKind.AgentLost, ExpectMsg<Failed>().Kind);
    }

    [Fact]
    public void LeftOut_LastOfTheEpochThatEndsWithACheckpoint_TheCheckpointIsWritten()
    {
        StartRun(Plans.Of(agents: 2, epochs: 2) with { CheckpointEveryEpochs = 1 });
        PlayTurn(First, weight: 1);
        Lose(Second);
        Pass(RejoinTimeout, Server);

        PlayTurn(First, weight: 1);

        Assert.Equal(CheckpointPlace.AfterEpoch(1), First.ExpectMsg<CheckpointProtocol.WriteCheckpoint>().Place);
    }

    [Fact]
    public void Resumed_OneDoesNotCome_TheRunGoesOnWithoutItAfterAWhile()
    {
        StartResumed();

        Pass(RejoinTimeout, Server);

        var baton = First.ExpectMsg<TakeBaton>();
        Assert.Equal((2, Phase.Train, HashOf(1)), (baton.Epoch, baton.Phase, baton.Snapshot!.Hash));
        Assert.Equal(
            [new RunAgent("agent-1", 2, 1, "4 numbers"), new RunAgent("agent-2", 2, 1, "mine")],
            Assert.Single(Recording.Of<RunStarted>()).Agents);
        Assert.Equal(new AgentLeftOut(2, "agent-2"), Assert.Single(Recording.Of<AgentLeftOut>()));
        Assert.Empty(Recording.Of<AgentLost>());
    }

    [Fact]
    public void Resumed_TheOtherComesInTime_TheRunBeginsWithBoth()
    {
        StartResumed();
        Pass(RejoinTimeout - TimeSpan.FromSeconds(10), Server);

        Second.Send(Server, Offer("agent-2"));
        Second.ExpectMsg(new EnlistmentProtocol.EnlistmentAccepted(2, 2));
        Assert.Equal(2, Second.ExpectMsg<EnlistmentProtocol.PlanAssigned>().AgentIndex);
        Second.Send(Server, Acceptance());

        First.ExpectMsg<TakeBaton>();
        Assert.Empty(Recording.Of<AgentLeftOut>());
    }

    [Fact]
    public void ResumedWithoutOne_ItComesInTheNextEpoch_TakesPartAgain()
    {
        StartResumed();
        Pass(RejoinTimeout, Server);
        PlayTurn(First, weight: 2);

        Second.Send(Server, Offer("agent-2"));
        Second.ExpectMsg<EnlistmentProtocol.EnlistmentAccepted>();
        Second.ExpectMsg<EnlistmentProtocol.PlanAssigned>();
        Second.Send(Server, Acceptance());
        PlayTurn(First, weight: 2); // the epoch's test
        PlayTurn(First, weight: 3);

        var baton = Second.ExpectMsg<TakeBaton>();
        Assert.Equal((3, HashOf(3)), (baton.Epoch, baton.Snapshot!.Hash));
    }

    [Fact]
    public void SkippedTurn_ItsStateIsGoneAsItComes_TheOneWhoBringsItIsAwaited()
    {
        StartRun(Plans.Of(agents: 2, epochs: 2));
        PlayTurn(First, weight: 1);
        Lose(Second);
        Pass(RejoinTimeout, Server); // its turns of this epoch are left out
        First.ExpectMsg<TakeBaton>();

        Lose(First);

        Assert.Empty(Recording.Of<RunFailed>());
        ComeBack(First, "again", HashOf(1)).FishForMessage<TakeBaton>(b => b.Snapshot!.Hash == HashOf(1));
    }

    /// <summary>After its first epoch, of three; one of two agents is there, and has the state.</summary>
    private void StartResumed()
    {
        var plan = Plans.Of(agents: 2, epochs: 3);
        Former = PlanHistory.Of(plan);
        var folder = new CheckpointFolder(CheckpointsFolder);
        var place = CheckpointPlace.AfterEpoch(1);
        folder.Complete(
            place, plan, [folder.Write(place, "server", FakeServerModel.StateOf(1))], HashOf(1).Hex);
        Held.Keep(HashOf(1), FakeClientModel.StateOf(1));
        Start(plan);
        First.Send(Server, Offer("agent-1"));
        First.ExpectMsg(new EnlistmentProtocol.EnlistmentAccepted(1, 2));
        Assert.Equal(1, First.ExpectMsg<EnlistmentProtocol.PlanAssigned>().AgentIndex);
        First.Send(Server, Acceptance(HashOf(1)));
        Settle(Server);
    }

    private void Lose(TestProbe agent)
    {
        Sys.Stop(agent.Ref);
        Settle(Server);
    }

    private TestProbe ComeBack(TestProbe agent, string suffix, params StateHash[] held)
    {
        var back = CreateTestProbe($"{agent.Ref.Path.Name}-{suffix}");
        back.Send(Server, Offer(agent.Ref.Path.Name));
        Pass(TimeSpan.FromSeconds(1), Server);
        back.FishForMessage<EnlistmentProtocol.PlanAssigned>(_ => true);
        back.Send(Server, Acceptance(held));
        Settle(Server);
        return back;
    }
}
