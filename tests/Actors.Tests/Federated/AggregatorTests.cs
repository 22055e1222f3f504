using Akka.Actor;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Server;
using SplitLearning.Models.Tests.Federated;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.FederationProtocol;
using static SplitLearning.Actors.Protocols.MembershipProtocol;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;
using static SplitLearning.Actors.Protocols.RunEndProtocol;

namespace SplitLearning.Actors.Tests.Federated;

public sealed class AggregatorTests : AggregatorTest
{
    [Fact]
    public void Rounds_AllDone_EndWithTheWeightsOfOneProcess()
    {
        StartRun();

        DoRound();
        DoRound();
        SeeTheEnd();

        ExpectMsg<Succeeded>();
        Assert.Equal(Federation.Run(Plan).Hash, Recording.Of<RunFinished>().Single().WeightsSha256);
        Assert.Equal([1, 2], Recording.Of<RoundFinished>().Select(round => round.Round));
        Assert.Equal(6, Recording.Of<RunStarted>().Single().Agents.Count);
    }

    [Fact]
    public void Gathering_AgentsWithOtherClients_AreRefused()
    {
        StartAndEnlist();
        First.Send(Aggregator, Clients());
        Second.Send(Aggregator, Clients() with { Clients = [.. Federation.Members.Take(3)] });

        Assert.Contains("Agent 'agent-2' offers 3 clients", SeeTheEnd().Reason);
        Assert.Equal(FailureKind.Refused, ExpectMsg<Failed>().Kind);
    }

    [Fact]
    public void Gathering_AgentThatCannotFollowThePlan_EndsTheRun()
    {
        StartAndEnlist();
        Second.Send(Aggregator, new FederationDeclined("run-1", "no such file"));

        Assert.Equal("Agent 'agent-2' cannot follow the plan: no such file", SeeTheEnd().Reason);
        ExpectMsg<Failed>();
    }

    [Fact]
    public void Gathering_NoAnswer_ThePlanIsSentAgain()
    {
        StartAndEnlist();

        Pass(ReplyTimeout, Aggregator);

        First.ExpectMsg<FederationAssigned>();
        Second.ExpectMsg<FederationAssigned>();
    }

    [Fact]
    public void Placing_EachClient_HasOnePlace()
    {
        StartAndOffer();

        var (first, second) = (First.ExpectMsg<HostClients>(), Second.ExpectMsg<HostClients>());

        Assert.Equal((1, 0), (first.Course, first.Round));
        Assert.Equal([0, 1, 2, 3, 4, 5], first.Clients.Concat(second.Clients).Select(hosted => hosted.Client).Order());
    }

    [Fact]
    public void Placing_NoAnswer_IsToldAgain()
    {
        StartAndOffer();
        HostClients(First);
        Second.ExpectMsg<HostClients>();

        Pass(ReplyTimeout, Aggregator);

        Second.ExpectMsg<HostClients>();
        ExpectSilence(First, Aggregator);
    }

    [Fact]
    public void Placing_DataOfAnAgentCannotBeRead_EndsTheRun()
    {
        StartAndOffer();
        var command = First.ExpectMsg<HostClients>();
        First.Send(Aggregator, new HostingFailed(command.Course, FailureKind.Data, "torn"));

        Assert.Equal("Agent 'agent-1' cannot host its clients: torn", SeeTheEnd().Reason);
        Assert.Equal(FailureKind.Data, ExpectMsg<Failed>().Kind);
    }

    [Fact]
    public void InJob_NoAnswer_IsToldAgainAndGoesOnWhileThereIsProgress()
    {
        StartRun();
        DoJob(Second);
        var job = First.ExpectMsg<RunJob>();
        for (var progress = 1; progress <= 12; progress++)
        {
            Pass(ReplyTimeout, Aggregator);
            First.ExpectMsg<RunJob>();
            First.Send(Aggregator, new JobPending(job.Job, progress));
        }

        Report(First, job, ResultOf(First, job));

        Assert.Equal(JobKind.Evaluate, First.ExpectMsg<RunJob>().Kind);
    }

    [Fact]
    public void InJob_NoProgressForTooLong_TheAgentIsTakenForLost()
    {
        StartRun();
        DoJob(Second);
        First.ExpectMsg<RunJob>();

        for (var waited = TimeSpan.Zero; waited < TurnTimeout; waited += ReplyTimeout)
            Pass(ReplyTimeout, Aggregator);

        Assert.Equal(First.Ref.Path.Address, Membership.ExpectMsg<DeclareDead>().Address);
        Assert.Equal("has made no progress for 60 s", Recording.Of<AgentLost>().Single().Reason);
    }

    [Fact]
    public void InJob_AgentReportsTwice_CountsOnce()
    {
        StartRun();
        var job = DoJob(First);
        First.Send(Aggregator, new JobDone(job.Job, Held.Hashes[0], 100));
        DoJob(Second);

        DoJob(First);
        DoJob(Second);
        DoRound();
        SeeTheEnd();

        ExpectMsg<Succeeded>();
        Assert.Equal(Federation.Run(Plan).Hash, Recording.Of<RunFinished>().Single().WeightsSha256);
    }

    [Fact]
    public void InJob_ResultCannotBeFetched_IsAskedForAgain()
    {
        StartRun();
        var job = First.ExpectMsg<RunJob>();
        First.Send(Aggregator, new JobDone(job.Job, StateHash.Of([1]), 100));

        AwaitAssert(() =>
        {
            Pass(ReplyTimeout, Aggregator);
            First.ExpectMsg<RunJob>(TimeSpan.FromMilliseconds(200));
        });
        Report(First, job, ResultOf(First, job));
        DoJob(Second);

        Assert.Equal(JobKind.Evaluate, First.FishForMessage<RunJob>(m => m.Job != job.Job).Kind);
    }

    [Fact]
    public void InJob_ResultThatIsNone_EndsTheRun()
    {
        StartRun();
        Report(First, First.ExpectMsg<RunJob>(), [1, 2, 3]);

        Assert.StartsWith("What agent 'agent-1' gave in round 1 cannot be used: ", SeeTheEnd().Reason);
        Assert.Equal(FailureKind.Refused, ExpectMsg<Failed>().Kind);
    }

    [Fact]
    public void InJob_ClientsOfAnotherAgent_EndTheRun()
    {
        StartRun();
        var job = First.ExpectMsg<RunJob>();
        Second.ExpectMsg<RunJob>();
        Report(First, job, ResultOf(First, job));
        Report(Second, job, ResultOf(First, job));

        Assert.Contains("agent-2", SeeTheEnd().Reason);
        Assert.Equal(FailureKind.Refused, ExpectMsg<Failed>().Kind);
    }

    [Fact]
    public void InJob_AClientDiverges_EndsTheRun()
    {
        StartRun();
        var job = First.ExpectMsg<RunJob>();
        First.Send(Aggregator, new JobFailed(job.Job, FailureKind.Diverged, "Client 1, learner 1 diverged"));

        Assert.Equal("Agent 'agent-1' has failed in round 1: Client 1, learner 1 diverged", SeeTheEnd().Reason);
        Assert.Equal(FailureKind.Diverged, ExpectMsg<Failed>().Kind);
    }

    [Fact]
    public void InJob_AgentLostAndBack_TheRunBeginsAnewAndHasTheSameWeights()
    {
        StartRun();
        DoJob(First);
        Second.ExpectMsg<RunJob>();
        Second.Send(Aggregator, new AgentLeaving("Ctrl-C"));
        Second.FishForMessage<FederationAssigned>(_ => true);
        Second.Send(Aggregator, Clients());
        var again = HostClients(First);
        HostClients(Second);

        Assert.Equal((2, 0), (again.Course, again.Round));
        DoRound();
        DoRound();
        SeeTheEnd();

        ExpectMsg<Succeeded>();
        Assert.Equal(Federation.Run(Plan).Hash, Recording.Of<RunFinished>().Single().WeightsSha256);
        Assert.Equal(0, Recording.Of<RunResumed>().Single().Epoch);
    }

    [Fact]
    public void InJob_AgentLostAfterACheckpoint_TheRunGoesOnFromIt()
    {
        Plan = Plan with { CheckpointEveryRounds = 1 };
        StartRun();
        DoRound();
        Save(round: 1);
        DoJob(First);
        Second.ExpectMsg<RunJob>();
        Second.Send(Aggregator, new AgentLeaving("Ctrl-C"));
        Second.Send(Aggregator, Clients());

        var (first, second) = (HostClients(First), HostClients(Second));
        Assert.Equal((2, 1), (first.Course, second.Round));
    }

    [Fact]
    public void Placing_ACheckpointIsTorn_TheOneBeforeItIsTaken()
    {
        Plan = Plan with { CheckpointEveryRounds = 1 };
        StartRun();
        DoRound();
        Save(round: 1);
        Second.ExpectMsg<RunJob>();
        Second.Send(Aggregator, new AgentLeaving("Ctrl-C"));
        Second.Send(Aggregator, Clients());
        First.FishForMessage<HostClients>(_ => true);
        First.Send(Aggregator, new HostingFailed(2, FailureKind.Storage, "torn"));

        var again = First.FishForMessage<HostClients>(m => m.Course == 3);

        Assert.Equal(0, again.Round);
    }

    [Fact]
    public void InJob_AgentLostAndNotBack_TheRunIsGivenUp()
    {
        StartRun();
        Second.Send(Aggregator, new AgentLeaving("Ctrl-C"));

        Pass(RejoinTimeout, Aggregator);

        First.FishForMessage<RunEnded>(_ => true);
        First.Send(Aggregator, new RunEndedSeen());
        Assert.Equal(FailureKind.AgentLost, ExpectMsg<Failed>().Kind);
    }

    [Fact]
    public void InJob_AgentLostAndNotBackUnderSkip_ItsClientsGoToTheOther()
    {
        OnLostAgent = LostAgentPolicy.Skip;
        StartRun();
        First.ExpectMsg<RunJob>();
        Second.Send(Aggregator, new AgentLeaving("Ctrl-C"));

        Pass(RejoinTimeout, Aggregator);

        Assert.Equal([0, 1, 2, 3, 4, 5], HostClients(First).Clients.Select(hosted => hosted.Client));
        for (var job = 0; job < 4; job++)
            DoJob(First);
        First.ExpectMsg<RunEnded>();
        First.Send(Aggregator, new RunEndedSeen());
        Second.Send(Aggregator, new RunEndedSeen());
        ExpectMsg<Succeeded>();
        Assert.Equal(Federation.Run(Plan).Hash, Recording.Of<RunFinished>().Single().WeightsSha256);
    }

    [Fact]
    public void InJob_AgentLostUnderStop_TheRunIsGivenUpAtOnce()
    {
        OnLostAgent = LostAgentPolicy.Stop;
        StartRun();
        Second.Send(Aggregator, new AgentLeaving("Ctrl-C"));

        First.FishForMessage<RunEnded>(_ => true);
        First.Send(Aggregator, new RunEndedSeen());
        Assert.Equal(FailureKind.AgentLost, ExpectMsg<Failed>().Kind);
    }

    [Fact]
    public void InJob_StopRequested_TellsTheAgentsThatItMayGoOn()
    {
        StartRun();
        Aggregator.Tell(new StopRun("Ctrl-C"));

        Assert.True(SeeTheEnd().CanGoOn);
        ExpectMsg<Suspended>();
        Assert.Single(Recording.Of<RunInterrupted>());
    }

    [Fact]
    public void Saving_AnAgentCannot_TheRunGoesOnWithout()
    {
        Plan = Plan with { CheckpointEveryRounds = 1 };
        StartRun();
        DoRound();
        First.ExpectMsg<SaveClients>();
        First.Send(Aggregator, new SavingFailed(1, 1, "No space left on device"));

        Assert.Equal(2, First.ExpectMsg<RunJob>().Order.Round);
        Assert.Equal("agent 'agent-1': No space left on device", Recording.Of<CheckpointFailed>().Single().Reason);
    }

    [Fact]
    public void Saving_NoAnswer_IsAskedAgain()
    {
        Plan = Plan with { CheckpointEveryRounds = 1 };
        StartRun();
        DoRound();
        First.ExpectMsg<SaveClients>();
        First.Send(Aggregator, new ClientsSaved(1, 1, ["a"], 1));
        Second.ExpectMsg<SaveClients>();

        Pass(ReplyTimeout, Aggregator);

        Second.ExpectMsg(new SaveClients(1, 1));
        ExpectSilence(First, Aggregator);
    }

    private void Save(int round)
    {
        foreach (var agent in (Akka.TestKit.TestProbe[])[First, Second])
        {
            agent.ExpectMsg<SaveClients>();
            agent.Send(Aggregator, new ClientsSaved(1, round, ["client.safetensors"], 17));
        }
    }
}
