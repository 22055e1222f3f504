using Akka.Actor;
using Akka.TestKit;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Tests.Fakes;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.BatchProtocol;
using static SplitLearning.Actors.Protocols.EnlistmentProtocol;
using static SplitLearning.Actors.Protocols.MembershipProtocol;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;
using static SplitLearning.Actors.Protocols.RunEndProtocol;
using static SplitLearning.Actors.Protocols.TurnProtocol;

namespace SplitLearning.Actors.Tests.Server;

public sealed class ServerEndTests : ServerTest
{
    private const string FirstTurn = "epoch 1, train turn of agent 1";

    [Fact]
    public void Ending_AllHaveSaidGoodBye_Succeeds()
    {
        StartRun();
        PlayEpoch();

        SayGoodBye(First);
        Settle(Server);
        ExpectNoMsg(TimeSpan.Zero);
        SayGoodBye(Second);

        ExpectMsg<Succeeded>();
    }

    [Fact]
    public void Ending_AnAgentIsSilent_SucceedsAfterTheTimeForGoodByes()
    {
        StartRun();
        PlayEpoch();
        SayGoodBye(First);
        Second.ExpectMsg<RunEnded>();

        Pass(EndTimeout, Server);

        ExpectMsg<Succeeded>();
    }

    [Fact]
    public void Ending_AgentGoesInsteadOfAGoodBye_Succeeds()
    {
        StartRun();
        PlayEpoch();
        SayGoodBye(First);
        Second.ExpectMsg<RunEnded>();

        Sys.Stop(Second.Ref);

        ExpectMsg<Succeeded>();
    }

    [Fact]
    public void Ending_AgentLeavesInsteadOfAGoodBye_NeedNotBeWaitedFor()
    {
        StartRun();
        Server.Tell(new GiveRunUp("disk full"));
        SayGoodBye(First);
        Second.FishForMessage<RunEnded>(_ => true);

        Second.Send(Server, new AgentLeaving("Ctrl-C"));

        ExpectMsg(new Failed(FailureKind.Stopped, "disk full"));
    }

    [Fact]
    public void Ending_AgentComesBackInANewLife_IsToldAndWaitedFor()
    {
        StartRun();
        PlayEpoch();
        SayGoodBye(First);
        Second.ExpectMsg<RunEnded>();
        var back = CreateTestProbe("agent-2-again");

        back.Send(Server, Offer("agent-2"));
        back.ExpectMsg<EnlistmentAccepted>();
        back.ExpectMsg(new RunEnded(Completed: true, ""));
        SayGoodByeAgain(Second);
        Settle(Server);
        ExpectNoMsg(TimeSpan.Zero);
        SayGoodByeAgain(back);

        ExpectMsg<Succeeded>();
    }

    [Fact]
    public void Ending_EverythingElse_ChangesNothing()
    {
        StartRun();
        PlayEpoch();
        SayGoodBye(First);
        Second.ExpectMsg<RunEnded>();

        SendLateMessages();
        Settle(Server);

        ExpectNoMsg(TimeSpan.Zero);
        SayGoodByeAgain(Second);
        ExpectMsg<Succeeded>();
    }

    [Fact]
    public void Ended_EverythingElse_ChangesNothing()
    {
        StartRun();
        PlayEpoch();
        SayGoodBye(First);
        SayGoodBye(Second);
        ExpectMsg<Succeeded>();
        var events = Recording.Events.Count;

        SendLateMessages();
        Sys.Stop(First.Ref);
        Pass(TurnTimeout, Server);

        ExpectNoMsg(TimeSpan.Zero);
        Assert.Equal(events, Recording.Events.Count);
        Server.Tell(new AwaitOutcome(), TestActor);
        ExpectMsg<Succeeded>();
    }

    [Fact]
    public void InTurn_ActiveAgentGone_EndsAndNamesItWithoutWaitingForItsGoodBye()
    {
        StartRun();
        First.ExpectMsg<TakeBaton>();

        Sys.Stop(First.Ref);

        ExpectLost(First, Second, "it has gone.");
    }

    [Fact]
    public void InTurn_WaitingAgentGone_EndsAndNamesIt()
    {
        StartRun();
        First.ExpectMsg<TakeBaton>();

        Sys.Stop(Second.Ref);

        ExpectLost(Second, First, "it has gone.");
    }

    [Fact]
    public void InTurn_AgentsNodeLost_EndsAndSaysWhy()
    {
        StartRun();

        Server.Tell(new NodeLost(First.Ref.Path.Address, "does not answer"));

        ExpectLost(First, Second, "it does not answer.");
    }

    [Fact]
    public void InTurn_SomeOtherNodeLost_ChangesNothing()
    {
        StartRun();
        First.ExpectMsg<TakeBaton>();

        Server.Tell(new NodeLost(new Address("akka.tcp", "tests", "other", 1), "does not answer"));

        ExpectSilence(First, Server);
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void InTurn_AgentLeaves_EndsWithItsReason()
    {
        StartRun();
        First.ExpectMsg<TakeBaton>();

        Second.Send(Server, new AgentLeaving("Ctrl-C"));

        ExpectLost(Second, First, "it has left: Ctrl-C.");
    }

    [Fact]
    public void InTurn_StrangerLeaves_ChangesNothing()
    {
        StartRun();
        First.ExpectMsg<TakeBaton>();

        Server.Tell(new AgentLeaving("Ctrl-C"), CreateTestProbe().Ref);

        ExpectSilence(First, Server);
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void InTurn_GiveRunUp_TellsAllAndEnds()
    {
        StartRun();

        Server.Tell(new GiveRunUp("disk full"));

        ExpectGivenUp(FailureKind.Stopped, "disk full");
    }

    [Theory]
    [InlineData("train")]
    [InlineData("step")]
    public void InTurn_ModelFails_EndsWithTheCause(string call)
    {
        Model.Fails = call;
        StartRun();
        var baton = First.ExpectMsg<TakeBaton>();

        SendBatch(First, baton);

        ExpectGivenUp(FailureKind.Internal, $"The server has failed in {FirstTurn}: {call} is broken");
    }

    [Fact]
    public void InTurn_LabelsThatAreNoClasses_EndWithACauseAndNotInSilence()
    {
        StartRun();
        var baton = First.ExpectMsg<TakeBaton>();

        First.Send(baton.ServerModel, new ForwardBatch(
            new BatchId(baton.Turn, 0), 1, Tensors.Floats([1, 1], [1]), Tensors.Longs(-100)));

        var failed = ExpectFailure();
        Assert.Equal(FailureKind.Internal, failed.Kind);
    }

    [Fact]
    public void InTurn_MetricsCannotBeWritten_EndsWithACauseAndNotInSilence()
    {
        Recording.Fails = typeof(TurnFinished);
        StartRun();

        PlayTurn(First, weight: 1);

        var failed = ExpectFailure();
        Assert.Equal(FailureKind.Internal, failed.Kind);
        Assert.Contains("metrics.jsonl: no space left on device", failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void GivingUp_MetricsCannotBeWrittenEither_StillEnds()
    {
        Recording.Fails = typeof(RunFailed);
        StartRun();

        Server.Tell(new GiveRunUp("disk full"));

        Assert.Equal(FailureKind.Stopped, ExpectFailure().Kind);
    }

    [Fact]
    public void Finishing_ResultIsNoState_EndsWithACauseAndNotInSilence()
    {
        StartRun();
        PlayTurn(First, weight: 1);
        PlayTurn(Second, weight: 2);
        PlayTurn(First, weight: 2);
        var baton = Second.ExpectMsg<TakeBaton>();
        byte[] noState = [1, 2, 3];
        Held.Keep(StateHash.Of(noState), noState);

        Second.Send(Server, new TurnDone(baton.Turn, StateHash.Of(noState)));

        Assert.Equal(FailureKind.Internal, ExpectFailure().Kind);
    }

    private void SendLateMessages()
    {
        First.Send(Server, Offer("agent-1"));
        First.Send(Server, new PlanAccepted("run-1", 2, 1));
        First.Send(Server, new TurnDone(new TurnId(4), HashOf(2)));
        First.Send(Server, new CheckpointProtocol.PartFailed(After(1), "late"));
        First.Send(Server, new AgentLeaving("late"));
        Server.Tell(new NodeUp(First.Ref.Path.Address, new HashSet<string> { AgentRole }));
        Server.Tell(new NodeLost(First.Ref.Path.Address, "late"));
        Server.Tell(new StopRun("late"));
    }

    private void SayGoodBye(TestProbe agent)
    {
        agent.FishForMessage<RunEnded>(_ => true);
        SayGoodByeAgain(agent);
    }

    private void SayGoodByeAgain(TestProbe agent) => agent.Send(Server, new RunEndedSeen());

    private void ExpectLost(TestProbe lost, TestProbe other, string why)
    {
        var reason = $"Agent '{lost.Ref.Path.Name}' at {lost.Ref.Path.Address} is lost in {FirstTurn}: {why}";
        other.FishForMessage<RunEnded>(end => end == new RunEnded(Completed: false, reason));
        other.Send(Server, new RunEndedSeen());
        ExpectMsg(new Failed(FailureKind.AgentLost, reason));
    }

    private Failed ExpectFailure()
    {
        SayGoodBye(First);
        SayGoodBye(Second);
        return ExpectMsg<Failed>();
    }
}
