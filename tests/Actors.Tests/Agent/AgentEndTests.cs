using Akka.Actor;
using SplitLearning.Actors.Protocols;
using SplitLearning.Data.Datasets;
using static SplitLearning.Actors.Protocols.BatchProtocol;
using static SplitLearning.Actors.Protocols.CheckpointProtocol;
using static SplitLearning.Actors.Protocols.EnlistmentProtocol;
using static SplitLearning.Actors.Protocols.MembershipProtocol;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;
using static SplitLearning.Actors.Protocols.RunEndProtocol;
using static SplitLearning.Actors.Protocols.TurnProtocol;

namespace SplitLearning.Actors.Tests.Agent;

public sealed class AgentEndTests : AgentTest
{
    [Fact]
    public void Ready_RunCompleted_SaysSoAndSucceeds()
    {
        EnlistAndAcceptPlan();

        Agent.Tell(new RunEnded(Completed: true, ""), ServerRef);

        Server.ExpectMsg<RunEndedSeen>();
        ExpectMsg<Succeeded>();
    }

    [Fact]
    public void Ready_RunGivenUp_FailsWithTheServersReason()
    {
        EnlistAndAcceptPlan();

        Agent.Tell(new RunEnded(Completed: false, "Agent 'agent-2' is lost."), ServerRef);

        Server.ExpectMsg<RunEndedSeen>();
        ExpectOutcome(FailureKind.RunGivenUp, "The server has given the run up: Agent 'agent-2' is lost.");
    }

    [Fact]
    public void InTurn_RunGivenUp_EndsAtOnce()
    {
        BeInTurn();

        Agent.Tell(new RunEnded(Completed: false, "Ctrl-C"), ServerRef);

        Server.ExpectMsg<RunEndedSeen>();
        ExpectOutcome(FailureKind.RunGivenUp, "The server has given the run up: Ctrl-C");
    }

    [Fact]
    public void InTurn_ServerGone_Ends()
    {
        BeInTurn();

        Sys.Stop(ServerRef);

        ExpectOutcome(FailureKind.ServerLost, "The server at localhost:4053 has gone.");
    }

    [Fact]
    public void InTurn_ServerNodeLost_Ends()
    {
        BeInTurn();

        Agent.Tell(new NodeLost(ServerRef.Path.Address, "does not answer"));

        ExpectOutcome(FailureKind.ServerLost, "The server at localhost:4053 does not answer.");
    }

    [Fact]
    public void InTurn_ModelFails_TellsTheServerAndEndsWithTheCause()
    {
        Model.Fails = "backward";
        BeInTurn();

        AnswerBatch(Phase.Train);

        Server.ExpectMsg(new AgentLeaving("Agent 'agent-1' has failed: backward is broken"));
        ExpectOutcome(FailureKind.Internal, "Agent 'agent-1' has failed: backward is broken");
    }

    [Fact]
    public void InTurn_ServerModelSilent_GivesTheBatonBackAndWaitsForTheServer()
    {
        BeInTurn();
        var batch = ServerModel.ExpectMsg<ForwardBatch>();
        var model = ServerModel.LastSender;

        Pass(ReplyTimeout, model);
        Assert.Same(batch, ServerModel.ExpectMsg<ForwardBatch>());
        Pass(ReplyTimeout, model);

        Server.ExpectMsg(new TurnFailed(
            new TurnId(1), "the server has not answered batch 0 of turn 1, sent 2 times"));
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Ended_AwaitOutcome_IsAnsweredAtOnce()
    {
        EnlistAndAcceptPlan();
        Agent.Tell(new RunEnded(Completed: true, ""), ServerRef);
        ExpectMsg<Succeeded>();

        Agent.Tell(new AwaitOutcome(), TestActor);

        ExpectMsg<Succeeded>();
    }

    [Fact]
    public void Ended_RunEnded_IsAnsweredSoThatTheServerNeedNotWait()
    {
        Enlist();
        Agent.Tell(new StopRun("Ctrl-C"));
        Server.ExpectMsg<AgentLeaving>();

        Agent.Tell(new RunEnded(Completed: false, "agent-1 has left"), ServerRef);

        Server.ExpectMsg<RunEndedSeen>();
        ExpectOutcome(FailureKind.Stopped, "Ctrl-C");
        ExpectSilence(Server, Agent);
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Ended_EverythingElse_ChangesNothing()
    {
        EnlistAndAcceptPlan();
        Agent.Tell(new RunEnded(Completed: true, ""), ServerRef);
        Server.ExpectMsg<RunEndedSeen>();
        ExpectMsg<Succeeded>();

        Agent.Tell(Baton(1), ServerRef);
        Agent.Tell(Assigned, ServerRef);
        Agent.Tell(new EnlistmentAccepted(1, 1), ServerRef);
        Agent.Tell(new EnlistmentRefused("late"), ServerRef);
        Agent.Tell(new WriteCheckpoint(After(5), StateHash.Of([1])), ServerRef);
        Agent.Tell(new CheckpointComplete(After(5), []), ServerRef);
        Agent.Tell(new StopRun("Ctrl-C"));
        Agent.Tell(new NodeUp(ServerRef.Path.Address, new HashSet<string> { ServerRole }));
        Agent.Tell(new NodeLost(ServerRef.Path.Address, "has left"));
        Sys.Stop(ServerRef);
        Pass(JoinTimeout, Agent);

        ExpectSilence(Server, Agent);
        ExpectNoMsg(TimeSpan.Zero);
        Assert.Empty(Model.Calls.Except(["dispose"]));
    }

    private void BeInTurn()
    {
        EnlistAndAcceptPlan();
        Agent.Tell(Baton(1), ServerRef);
        Server.ExpectMsg<BatonTaken>();
    }
}
