using Akka.Actor;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Tests.Fakes;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.EnlistmentProtocol;
using static SplitLearning.Actors.Protocols.MembershipProtocol;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;
using static SplitLearning.Actors.Protocols.RunEndProtocol;
using static SplitLearning.Actors.Protocols.TurnProtocol;

namespace SplitLearning.Actors.Tests.Server;

public sealed class ServerEnlistingTests : ServerTest
{
    [Fact]
    public void Enlisting_Agents_AreCountedAndGetThePlanWhenAllAreThere()
    {
        var plan = Plans.Of(agents: 2);
        Start(plan);

        Second.Send(Server, Offer("agent-2"));
        Second.ExpectMsg(new EnlistmentAccepted(1, 2));
        First.Send(Server, Offer("agent-1"));
        First.ExpectMsg(new EnlistmentAccepted(2, 2));

        First.ExpectMsg(new PlanAssigned("run-1", plan, 1, ShardMode.Simulated));
        Second.ExpectMsg(new PlanAssigned("run-1", plan, 2, ShardMode.Simulated));
        Assert.Equal(Server, First.LastSender);
    }

    [Fact]
    public void Enlisting_PrivateShards_AgentsAreToldToUseAllOfTheirData()
    {
        var plan = Plans.Of(agents: 1);
        Start(plan, ShardMode.Private);

        First.Send(Server, Offer("agent-1"));

        First.ExpectMsg<EnlistmentAccepted>();
        First.ExpectMsg(new PlanAssigned("run-1", plan, 1, ShardMode.Private));
        First.Send(Server, new PlanAccepted("run-1", TrainSamples: 4, TestSamples: 2));
        First.ExpectMsg<TakeBaton>();
    }

    [Fact]
    public void Enlisting_SameAgentAgain_GetsTheSameAnswer()
    {
        Start(Plans.Of(agents: 2));

        First.Send(Server, Offer("agent-1"));
        First.Send(Server, Offer("agent-1"));

        First.ExpectMsg(new EnlistmentAccepted(1, 2));
        First.ExpectMsg(new EnlistmentAccepted(1, 2));
        ExpectSilence(First, Server);
    }

    [Fact]
    public void Enlisting_OfferThatDoesNotFit_IsRefusedWithTheReason()
    {
        Start(Plans.Of(agents: 2));

        First.Send(Server, Offer("agent-1") with { Workload = "ecg" });

        First.ExpectMsg(new EnlistmentRefused("its workload is 'ecg', the run's is 'mnist'."));
    }

    [Fact]
    public void Enlisting_AgentGoes_MakesRoomForAnother()
    {
        Start(Plans.Of(agents: 2));
        First.Send(Server, Offer("agent-1"));
        First.ExpectMsg<EnlistmentAccepted>();

        Sys.Stop(First.Ref);
        ExpectTold(First.Ref);
        Second.Send(Server, Offer("agent-1"));

        Second.ExpectMsg(new EnlistmentAccepted(1, 2));
    }

    [Fact]
    public void Enlisting_AgentDoesNotAnswer_MakesRoomForAnother()
    {
        Start(Plans.Of(agents: 2));
        First.Send(Server, Offer("agent-1"));
        First.ExpectMsg<EnlistmentAccepted>();

        Server.Tell(new NodeLost(First.Ref.Path.Address, "does not answer"));
        Second.Send(Server, Offer("agent-1"));

        Second.ExpectMsg(new EnlistmentAccepted(1, 2));
    }

    [Fact]
    public void Enlisting_AgentLeaves_MakesRoomForAnother()
    {
        Start(Plans.Of(agents: 2));
        First.Send(Server, Offer("agent-1"));
        First.ExpectMsg<EnlistmentAccepted>();

        First.Send(Server, new AgentLeaving("Ctrl-C"));
        Second.Send(Server, Offer("agent-1"));

        Second.ExpectMsg(new EnlistmentAccepted(1, 2));
    }

    [Fact]
    public void Enlisting_NodesComeAndGo_ChangesNothing()
    {
        Start(Plans.Of(agents: 2));

        Server.Tell(new NodeUp(First.Ref.Path.Address, new HashSet<string> { AgentRole }));
        Server.Tell(new NodeLost(First.Ref.Path.Address, "does not answer"));

        Settle(Server);
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Enlisting_StopRun_TellsWhoHasEnlistedAndEnds()
    {
        Start(Plans.Of(agents: 2));
        First.Send(Server, Offer("agent-1"));
        First.ExpectMsg<EnlistmentAccepted>();

        Server.Tell(new StopRun("Ctrl-C"));

        First.ExpectMsg(new RunEnded(Completed: false, "Ctrl-C") { CanGoOn = true });
        First.Send(Server, new RunEndedSeen());
        ExpectMsg(new Suspended("epoch 1, train turn of agent 1"));
    }

    [Fact]
    public void Enlisting_StopRunWithNobodyThere_EndsAtOnce()
    {
        Start(Plans.Of(agents: 2));

        Server.Tell(new StopRun("Ctrl-C"));

        Pass(TimeSpan.Zero, Server);
        ExpectMsg(new Suspended("epoch 1, train turn of agent 1"));
    }

    [Fact]
    public void AssigningPlan_SomeHaveNotAccepted_AreToldAgain()
    {
        StartAndEnlist();
        var plan = Second.ExpectMsg<PlanAssigned>();
        First.ExpectMsg<PlanAssigned>();
        First.Send(Server, new PlanAccepted("run-1", 2, 1));

        Pass(ReplyTimeout, Server);

        Second.ExpectMsg(plan);
        First.ExpectNoMsg(TimeSpan.Zero);
        Pass(ReplyTimeout, Server);
        Second.ExpectMsg(plan);
    }

    [Fact]
    public void AssigningPlan_AllHaveAccepted_TheFirstAgentGetsTheBaton()
    {
        StartAndEnlist();
        First.ExpectMsg<PlanAssigned>();
        Second.ExpectMsg<PlanAssigned>();
        Second.Send(Server, new PlanAccepted("run-1", 2, 1));
        Second.Send(Server, new PlanAccepted("run-1", 2, 1));
        Settle(Server);
        First.ExpectNoMsg(TimeSpan.Zero);

        First.Send(Server, new PlanAccepted("run-1", 2, 1));

        var baton = First.ExpectMsg<TakeBaton>();
        Assert.Equal((new TurnId(1), 1, null), (baton.Turn, baton.Epoch, baton.Snapshot));
        Second.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void AssigningPlan_AllHaveAccepted_TheirShardsAreRecordedInTheOrderOfTheRound()
    {
        StartAndEnlist();
        Second.Send(Server, new PlanAccepted("run-1", TrainSamples: 4, TestSamples: 0));
        First.Send(Server, new PlanAccepted("run-1", TrainSamples: 0, TestSamples: 2));

        First.FishForMessage<TakeBaton>(_ => true);

        Assert.Equal(
            [new RunAgent("agent-1", 0, 2, "4 numbers"), new RunAgent("agent-2", 4, 0, "4 numbers")],
            Recording.Of<RunStarted>().Single().Agents);
    }

    [Fact]
    public void AssigningPlan_ShardsThatAreNotTheDatasetTogether_EndsForAllWithTheSums()
    {
        StartAndEnlist();
        Second.Send(Server, new PlanAccepted("run-1", TrainSamples: 3, TestSamples: 1));

        First.Send(Server, new PlanAccepted("run-1", TrainSamples: 2, TestSamples: 1));

        ExpectGivenUp(
            FailureKind.Refused,
            "The agents' shards have 5 training and 2 test samples together, the data that they offered 4 and 2; "
            + "install the same release on all machines.");
    }

    [Fact]
    public void AssigningPlan_Declined_EndsForAllAndNamesTheAgent()
    {
        StartAndEnlist();

        Second.Send(Server, new PlanDeclined("run-1", "Threads is 64"));

        ExpectGivenUp(FailureKind.Refused, "Agent 'agent-2' cannot follow the plan: Threads is 64");
    }

    [Fact]
    public void AssigningPlan_NewAgent_IsRefused()
    {
        StartAndEnlist();
        var third = CreateTestProbe("agent-3");

        third.Send(Server, Offer("agent-3"));

        third.ExpectMsg(new EnlistmentRefused("all 2 agents of the run are there already."));
    }

    [Fact]
    public void AssigningPlan_EnlistedAgentAsksAgain_GetsTheSameAnswer()
    {
        StartAndEnlist();
        First.ExpectMsg<PlanAssigned>();

        First.Send(Server, Offer("agent-1"));

        First.ExpectMsg(new EnlistmentAccepted(2, 2));
    }

    [Fact]
    public void AssigningPlan_AgentGone_EndsAndNamesIt()
    {
        StartAndEnlist();

        Sys.Stop(Second.Ref);

        var reason = $"Agent 'agent-2' at {Second.Ref.Path.Address} is lost in enlistment: it has gone.";
        First.FishForMessage<RunEnded>(end => end == new RunEnded(Completed: false, reason));
        First.Send(Server, new RunEndedSeen());
        ExpectMsg(new Failed(FailureKind.AgentLost, reason));
    }

    [Fact]
    public void AssigningPlan_AgentDoesNotAnswer_IsGivenUp()
    {
        StartAndEnlist();
        First.ExpectMsg<PlanAssigned>();
        First.Send(Server, new PlanAccepted("run-1", 2, 1));

        for (var waited = TimeSpan.Zero; waited < RejoinTimeout; waited += ReplyTimeout)
            Pass(ReplyTimeout, Server);

        ExpectGivenUp(
            FailureKind.AgentLost,
            $"Agent 'agent-2' at {Second.Ref.Path.Address} is not there in enlistment: "
            + "it has been waited for for 200 s.");
    }

    /// <summary>Returns when the server, which watches it too, has been told of the end of an actor.</summary>
    private void ExpectTold(IActorRef actor)
    {
        Watch(actor);
        ExpectTerminated(actor);
        Settle(Server);
    }
}
