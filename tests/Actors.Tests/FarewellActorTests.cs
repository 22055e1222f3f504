using Akka.Actor;
using Akka.TestKit;
using SplitLearning.Actors.Protocols;
using static SplitLearning.Actors.Protocols.EnlistmentProtocol;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;
using static SplitLearning.Actors.Protocols.RunEndProtocol;

namespace SplitLearning.Actors.Tests;

/// <summary>Agents of a finished run come to a leader that has nothing for them but the news.</summary>
public sealed class FarewellActorTests : ActorTest
{
    private static readonly TimeSpan RejoinTimeout = TimeSpan.FromSeconds(200);

    private readonly TestProbe _first;
    private readonly TestProbe _second;

    public FarewellActorTests()
    {
        _first = CreateTestProbe("agent-1");
        _second = CreateTestProbe("agent-2");
    }

    [Fact]
    public void Waiting_AllAgentsHaveHeard_Succeeds()
    {
        var leader = Start("agent-1", "agent-2");

        HearTheEnd(leader, _first);
        ExpectNoOutcome(leader);
        HearTheEnd(leader, _second);

        ExpectMsg<Succeeded>();
    }

    [Fact]
    public void Waiting_AgentOffersItselfAgain_HearsTheEndAgainAndCountsOnce()
    {
        var leader = Start("agent-1", "agent-2");

        HearTheEnd(leader, _first);
        HearTheEnd(leader, _first);

        ExpectNoOutcome(leader);
    }

    [Fact]
    public void Waiting_AgentInANewLife_HearsTheEndAndCountsOnce()
    {
        var leader = Start("agent-1", "agent-2");
        HearTheEnd(leader, _first);

        HearTheEnd(leader, _second, "agent-1");

        ExpectNoOutcome(leader);
    }

    [Fact]
    public void Waiting_NobodyComesForSoLong_Succeeds()
    {
        var leader = Start("agent-1", "agent-2");
        HearTheEnd(leader, _first);
        Pass(RejoinTimeout - TimeSpan.FromSeconds(1), leader);
        ExpectNoOutcome(leader);

        Pass(TimeSpan.FromSeconds(1), leader);

        ExpectMsg<Succeeded>();
    }

    [Theory]
    [InlineData("agent-3", "mnist", 1, "the run's agents are agent-1, agent-2; ")]
    [InlineData("agent-1", "ecg", 1, "its workload is 'ecg', the run's is 'mnist'")]
    [InlineData("agent-1", "mnist", 0, "it speaks protocol version 3, the server 4")]
    public void Waiting_Stranger_IsRefused(string name, string workload, int version, string reason)
    {
        var leader = Start("agent-1", "agent-2");

        _first.Send(leader, Offer(name) with
        {
            Workload = workload,
            ProtocolVersion = EnlistmentProtocol.Version - 1 + version,
        });

        Assert.StartsWith(reason, _first.ExpectMsg<EnlistmentRefused>().Reason);
        ExpectNoOutcome(leader);
    }

    [Fact]
    public void Waiting_WhoTookPartIsNotKnown_AsManyAsThereWereHear()
    {
        var leader = Start();

        HearTheEnd(leader, _first, "north");
        HearTheEnd(leader, _second, "south");

        ExpectMsg<Succeeded>();
    }

    [Fact]
    public void Waiting_StopRun_EndsAsStopped()
    {
        var leader = Start("agent-1", "agent-2");

        leader.Tell(new StopRun("Ctrl-C"));

        ExpectMsg(new Failed(FailureKind.Stopped, "Ctrl-C"));
    }

    [Fact]
    public void Waiting_EverythingElse_ChangesNothing()
    {
        var leader = Start("agent-1", "agent-2");

        TellTheRest(leader);
        ExpectNoOutcome(leader);
        HearTheEnd(leader, _first);
        HearTheEnd(leader, _second);

        ExpectMsg<Succeeded>();
    }

    [Fact]
    public void Ended_WhateverComes_TheOutcomeStands()
    {
        var leader = Start("agent-1");
        HearTheEnd(leader, _first);
        ExpectMsg<Succeeded>();

        TellTheRest(leader);
        leader.Tell(new StopRun("Ctrl-C"));
        _second.Send(leader, Offer("agent-1"));
        leader.Tell(new AwaitOutcome(), TestActor);

        ExpectMsg<Succeeded>();
        ExpectSilence(_second, leader);
    }

    private static Enlist Offer(string name) =>
        new(EnlistmentProtocol.Version, name, "mnist", TrainSamples: 4, TestSamples: 2, "numbers", Data: "4 numbers");

    /// <summary>The test itself awaits the outcome.</summary>
    private IActorRef Start(params string[] names)
    {
        var leader = Sys.ActorOf(
            FarewellActor.Props(new(
                "mnist", names.Length == 0 ? 2 : names.Length, names, ShardMode.Simulated, RejoinTimeout)),
            "server");
        leader.Tell(new AwaitOutcome(), TestActor);
        return leader;
    }

    private static void HearTheEnd(IActorRef leader, TestProbe agent, string? name = null)
    {
        agent.Send(leader, Offer(name ?? agent.Ref.Path.Name));
        agent.ExpectMsg<EnlistmentAccepted>();
        agent.ExpectMsg(new RunEnded(Completed: true, ""));
        agent.Send(leader, new RunEndedSeen());
    }

    /// <summary>What agents may still have to say of the run, and the end that a stranger has seen.</summary>
    private void TellTheRest(IActorRef leader)
    {
        _second.Send(leader, new PlanAccepted("run-1", 2, 1));
        _second.Send(leader, new AgentLeaving("Ctrl-C"));
        _second.Send(leader, new LeavingProtocol.LeaveRequested("Ctrl-C"));
        _second.Send(leader, new RunEndedSeen());
    }

    private void ExpectNoOutcome(IActorRef leader)
    {
        Settle(leader);
        ExpectNoMsg(TimeSpan.Zero);
    }
}
