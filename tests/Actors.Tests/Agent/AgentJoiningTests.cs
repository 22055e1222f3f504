using Akka.Actor;
using SplitLearning.Actors.Protocols;
using SplitLearning.Data.Partitioning;
using static SplitLearning.Actors.Protocols.EnlistmentProtocol;
using static SplitLearning.Actors.Protocols.MembershipProtocol;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;
using static SplitLearning.Actors.Protocols.RunEndProtocol;

namespace SplitLearning.Actors.Tests.Agent;

public sealed class AgentJoiningTests : AgentTest
{
    [Fact]
    public void Joining_ServerComesUp_OffersItsDataThere()
    {
        ServerComesUp();

        var offer = Server.ExpectMsg<Enlist>();
        Assert.Equal(
            new Enlist(EnlistmentProtocol.Version, "agent-1", "mnist", 8, 4, "numbers", "8 and 4 numbers")
            {
                Process = offer.Process,
            },
            offer);
        Assert.NotEmpty(offer.Process);
        Assert.Equal(Agent, Server.LastSender);
    }

    [Fact]
    public void Joining_OtherNodesComeAndGo_KeepsWaiting()
    {
        var address = ServerRef.Path.Address;

        Agent.Tell(new NodeUp(address, new HashSet<string> { AgentRole }));
        Agent.Tell(new NodeUp(address, new HashSet<string>()));
        Agent.Tell(new NodeLost(address, "has left"));

        ExpectSilence(Server, Agent);
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Joining_NoServerInTime_EndsAndSaysWhatToCheck()
    {
        Pass(JoinTimeout, Agent);

        ExpectOutcome(
            FailureKind.ServerLost,
            "No server at localhost:4053 could be joined within 60 s; check the address, that the server runs, "
            + "and that both have the same secret.");
    }

    [Fact]
    public void Joining_StopRun_Ends()
    {
        Agent.Tell(new StopRun("Ctrl-C"));

        ExpectOutcome(FailureKind.Stopped, "Ctrl-C");
    }

    [Fact]
    public void Enlisting_NoAnswer_OffersAgain()
    {
        ServerComesUp();
        var offer = Server.ExpectMsg<Enlist>();

        Pass(ReplyTimeout, Agent);

        Server.ExpectMsg(offer);
        Pass(ReplyTimeout, Agent);
        Server.ExpectMsg(offer);
    }

    [Fact]
    public void Enlisting_NoAnswerInTime_Ends()
    {
        ServerComesUp();

        for (var waited = TimeSpan.Zero; waited < JoinTimeout; waited += ReplyTimeout)
            Pass(ReplyTimeout, Agent);

        ExpectOutcome(
            FailureKind.ServerLost,
            "No server at localhost:4053 has answered within 60 s; check the address, that the server runs, "
            + "and that both have the same secret.");
    }

    [Fact]
    public void Enlisting_Refused_EndsWithTheReason()
    {
        ServerComesUp();

        Agent.Tell(new EnlistmentRefused("all 3 agents of the run are there already."), ServerRef);

        ExpectOutcome(
            FailureKind.Refused,
            "The server at localhost:4053 refuses 'agent-1': all 3 agents of the run are there already.");
    }

    [Fact]
    public void Enlisting_StopRun_Ends()
    {
        ServerComesUp();

        Agent.Tell(new StopRun("Ctrl-C"));

        ExpectOutcome(FailureKind.Stopped, "Ctrl-C");
    }

    [Fact]
    public void Enlisted_TimePasses_GoesOnToAskSoThatAServerThatForgotItKnowsItAgain()
    {
        Enlist();

        for (var waited = TimeSpan.Zero; waited < 2 * JoinTimeout; waited += ReplyTimeout)
        {
            Pass(ReplyTimeout, Agent);
            Assert.Equal("agent-1", Server.ExpectMsg<Enlist>().Name);
        }

        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Enlisted_Refused_EndsWithTheReason()
    {
        Enlist();

        Agent.Tell(new EnlistmentRefused("all 3 agents of the run are there already."), ServerRef);

        Assert.Equal(FailureKind.Refused, ExpectMsg<Failed>().Kind);
    }

    [Fact]
    public void Ready_TimePasses_AsksNoMore()
    {
        EnlistAndAcceptPlan();

        Pass(JoinTimeout, Agent);

        ExpectSilence(Server, Agent);
    }

    [Fact]
    public void Enlisting_AnswerFromAnotherNode_IsIgnored()
    {
        var elsewhere = new Address("akka.tcp", Sys.Name, "elsewhere", 1);
        Agent.Tell(new NodeUp(elsewhere, new HashSet<string> { ServerRole }));

        Agent.Tell(new EnlistmentRefused("go away"), ServerRef);
        Agent.Tell(new EnlistmentAccepted(1, 2), ServerRef);
        Agent.Tell(Assigned, ServerRef);

        ExpectSilence(Server, Agent);
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Enlisted_AcceptedAgain_IsIgnored()
    {
        Enlist();

        Agent.Tell(new EnlistmentAccepted(2, 2), ServerRef);

        ExpectSilence(Server, Agent);
    }

    [Fact]
    public void Enlisted_ServerGone_Ends()
    {
        Enlist();

        Sys.Stop(ServerRef);

        ExpectOutcome(FailureKind.ServerLost, "The server at localhost:4053 has gone.");
    }

    [Fact]
    public void Enlisted_ServerNodeLost_EndsWithTheReason()
    {
        Enlist();

        Agent.Tell(new NodeLost(ServerRef.Path.Address, "does not answer"));

        ExpectOutcome(FailureKind.ServerLost, "The server at localhost:4053 does not answer.");
    }

    [Fact]
    public void Enlisted_OtherNodeLost_ChangesNothing()
    {
        Enlist();

        Agent.Tell(new NodeLost(new Address("akka.tcp", "tests", "other", 1), "does not answer"));

        ExpectSilence(Server, Agent);
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Enlisted_StopRun_TellsTheServerAndEnds()
    {
        Enlist();

        Agent.Tell(new StopRun("Ctrl-C"));

        Server.ExpectMsg(new AgentLeaving("Ctrl-C"));
        ExpectOutcome(FailureKind.Stopped, "Ctrl-C");
    }

    [Fact]
    public void Enlisted_Plan_IsAcceptedAndNothingIsTrainedYet()
    {
        Enlist();

        Agent.Tell(Assigned, ServerRef);

        ExpectAcceptance();
        ServerModel.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Enlisted_PlanThatIsNotValid_IsDeclinedWithTheReason()
    {
        Enlist();

        Agent.Tell(Assigned with { Plan = Assigned.Plan with { Threads = 0 } }, ServerRef);

        var declined = Server.ExpectMsg<PlanDeclined>();
        Assert.Contains("Threads is 0", declined.Reason, StringComparison.Ordinal);
        ExpectOutcome(FailureKind.Refused, $"The server's plan cannot be followed: {declined.Reason}");
    }

    [Fact]
    public void Enlisted_PlanThatStartsFromWeightsThatAreNotHere_IsDeclinedWithTheirHash()
    {
        Enlist();

        Agent.Tell(Assigned with { Plan = Assigned.Plan with { WeightsSha256 = new string('a', 64) } }, ServerRef);

        var declined = Server.ExpectMsg<PlanDeclined>();
        Assert.Equal(
            $"the run starts from weights of SHA-256 {new string('a', 64)}, here are none; "
            + "name the file with --weights",
            declined.Reason);
        Assert.Equal(FailureKind.Refused, ExpectMsg<Failed>().Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("../../etc")]
    [InlineData("/etc")]
    [InlineData("a/b")]
    [InlineData("a\0b")]
    public void Enlisted_RunIdThatLeavesTheFolderOfRuns_IsDeclined(string runId)
    {
        Enlist();

        Agent.Tell(Assigned with { RunId = runId }, ServerRef);

        Server.ExpectMsg<PlanDeclined>();
        Assert.Equal(FailureKind.Refused, ExpectMsg<Failed>().Kind);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(-1)]
    public void Enlisted_AgentIndexThatIsNone_IsDeclined(int index)
    {
        Enlist();

        Agent.Tell(Assigned with { AgentIndex = index }, ServerRef);

        var declined = Server.ExpectMsg<PlanDeclined>();
        Assert.Equal($"the agent's index is {index}; it must be 1 to 2", declined.Reason);
        Assert.Equal(FailureKind.Refused, ExpectMsg<Failed>().Kind);
    }

    [Fact]
    public void Enlisted_PartitionByPatientAndDataThatNameNone_IsDeclinedWithTheReason()
    {
        Enlist();

        Agent.Tell(
            Assigned with { Plan = Assigned.Plan with { Partition = new() { Kind = PartitionKind.Patient } } },
            ServerRef);

        var declined = Server.ExpectMsg<PlanDeclined>();
        Assert.StartsWith("8 and 4 numbers: these data do not say whose", declined.Reason, StringComparison.Ordinal);
        ExpectOutcome(FailureKind.Refused, $"The server's plan cannot be followed: {declined.Reason}");
    }

    [Fact]
    public void Enlisted_PlanWithWeights_IsAcceptedWithTheCountsOfItsOwnShard()
    {
        Enlist();

        Agent.Tell(
            Assigned with { AgentIndex = 2, Plan = Assigned.Plan with { Partition = new() { Weights = "1:3" } } },
            ServerRef);

        ExpectAcceptance(train: 6, test: 3);
    }

    [Fact]
    public void Enlisted_PlanThatLeavesNothingToThisAgent_IsAcceptedAllTheSame()
    {
        Enlist();

        Agent.Tell(
            Assigned with { AgentIndex = 1, Plan = Assigned.Plan with { Partition = new() { Weights = "1:10000" } } },
            ServerRef);

        ExpectAcceptance(train: 0, test: 0);
    }

    [Fact]
    public void Enlisted_PrivateShards_UsesAllOfItsData()
    {
        Enlist();

        Agent.Tell(Assigned with { Shards = ShardMode.Private }, ServerRef);

        ExpectAcceptance(train: 8, test: 4);
    }

    [Fact]
    public void Ready_PlanAgain_IsAcceptedAgain()
    {
        EnlistAndAcceptPlan();

        Agent.Tell(Assigned, ServerRef);

        ExpectAcceptance();
    }

    [Fact]
    public void Ready_AnswersOfTheEnlistment_AreIgnored()
    {
        EnlistAndAcceptPlan();

        Agent.Tell(new EnlistmentAccepted(2, 2), ServerRef);

        ExpectSilence(Server, Agent);
    }
}
