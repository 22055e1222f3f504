using Akka.Actor;
using SplitLearning.Actors.Federated;
using SplitLearning.Actors.Protocols;
using SplitLearning.Data.Partitioning.Federated;
using SplitLearning.Models.Tests.Federated;
using static SplitLearning.Actors.Protocols.FederationProtocol;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;
using static SplitLearning.Actors.Protocols.RunEndProtocol;
using static SplitLearning.Actors.Protocols.SnapshotProtocol;

namespace SplitLearning.Actors.Tests.Federated;

public sealed class FederatedAgentTests : FederatedAgentTest
{
    [Fact]
    public void Enlisted_Plan_OffersAllClients()
    {
        var offer = Offer();

        Assert.Equal("run-1", offer.RunId);
        Assert.Equal(Federation.Members, offer.Clients);
    }

    [Fact]
    public void Enlisted_PlanThatIsNotValid_DeclinesAndEnds()
    {
        Enlist();
        Agent.Tell(Assigned with { Plan = Federation.Plan() with { Rounds = 0 } }, ServerRef);

        Assert.Contains("Rounds is 0", Server.ExpectMsg<FederationDeclined>().Reason);
        Assert.Equal(FailureKind.Refused, ExpectMsg<Failed>().Kind);
    }

    [Fact]
    public void Enlisted_PlanThatDoesNotFitTheData_DeclinesAndEnds()
    {
        Enlist();
        var partition = new FederatedPartition { Kind = FederatedPartitionKind.Given, File = "/no/such/file" };
        Agent.Tell(Assigned with { Plan = Federation.Plan() with { Partition = partition } }, ServerRef);

        Assert.Contains("/no/such/file", Server.ExpectMsg<FederationDeclined>().Reason);
        Assert.Equal(FailureKind.Refused, ExpectMsg<Failed>().Kind);
    }

    [Fact]
    public void Enlisted_RunIdThatIsNoFolder_Declines()
    {
        Enlist();
        Agent.Tell(Assigned with { RunId = "../run" }, ServerRef);

        Assert.Contains("run id '../run'", Server.ExpectMsg<FederationDeclined>().Reason);
        ExpectMsg<Failed>();
    }

    [Fact]
    public void Offering_Clients_AreHostedUnderTheirNumbers()
    {
        Offer();
        Agent.Tell(new HostClients(1, 5, [new HostedClient(12, 2)]), ServerRef);

        var command = Host.ExpectMsg<ClientHostActor.Host>();
        Assert.Equal((1, 5), (command.Course, command.Round));
        Assert.Equal(12, command.Clients[0].Client);
        Assert.Equal(Federation.Clients[2].Train, command.Clients[0].Train);
    }

    [Fact]
    public void Offering_ClientsItHasNotOffered_AreRefused()
    {
        Offer();
        Agent.Tell(new HostClients(1, 0, [new HostedClient(0, 6)]), ServerRef);

        Server.ExpectMsg(new HostingFailed(
            1, FailureKind.Refused, "client 6 is to be hosted; 'agent-1' has offered 6"));
        ExpectSilence(Host, Agent);
    }

    [Fact]
    public void Hosting_CannotBe_IsToldAndAnotherCourseMayFollow()
    {
        BeginToHost();
        Agent.Tell(new HostingFailed(1, FailureKind.Storage, "torn"), HostRef);
        Server.ExpectMsg(new HostingFailed(1, FailureKind.Storage, "torn"));

        Agent.Tell(Clients(2), ServerRef);

        Assert.Equal(2, Host.ExpectMsg<ClientHostActor.Host>().Course);
    }

    [Fact]
    public void Idle_Job_FetchesModelsAndTellsItsResult()
    {
        var job = BeginJob();
        Agent.Tell(Worked(job.Job), HostRef);

        Server.ExpectMsg(new JobDone(job.Job, Worked(job.Job).Hash, FetchedBytes: 1));
    }

    [Fact]
    public void Idle_JobWithModelsThatItHas_FetchesNothing()
    {
        var first = BeginJob();
        Agent.Tell(Worked(first.Job), HostRef);
        Server.ExpectMsg<JobDone>();

        var second = Job(number: 2, JobKind.Evaluate);
        Agent.Tell(second, ServerRef);
        Host.ExpectMsg<ClientHostActor.Work>();
        Agent.Tell(Worked(second.Job), HostRef);

        Assert.Equal(0, Server.ExpectMsg<JobDone>().FetchedBytes);
    }

    [Fact]
    public void Idle_SameJobAgain_IsAnsweredWithoutWork()
    {
        var job = BeginJob();
        Agent.Tell(Worked(job.Job), HostRef);
        var done = Server.ExpectMsg<JobDone>();

        Agent.Tell(job, ServerRef);

        Server.ExpectMsg(done);
        ExpectSilence(Host, Agent);
    }

    [Fact]
    public void FetchingModels_HolderHasThemNot_AsksForThemAnewWhenToldAgain()
    {
        HostThem();
        var holder = CreateTestProbe("holder");
        var job = Job(number: 1) with { Models = new(StateHash.Of([1]), holder.Ref, "server") };
        Agent.Tell(job, ServerRef);
        holder.ExpectMsg<RequestChunk>();
        holder.Reply(new SnapshotUnavailable(StateHash.Of([1]), "not held here"));
        Settle(holder.LastSender); // it has told the agent
        Settle(Agent);

        Agent.Tell(job, ServerRef);

        holder.ExpectMsg<RequestChunk>();
    }

    [Fact]
    public void InJob_ToldAgain_SaysHowFarItIs()
    {
        var job = BeginJob();

        Agent.Tell(job, ServerRef);

        Server.ExpectMsg(new JobPending(job.Job, 0));
    }

    [Fact]
    public void InJob_Fails_TellsWhy()
    {
        var job = BeginJob();
        var failure = new JobFailed(job.Job, FailureKind.Diverged, "client 1 diverged");

        Agent.Tell(failure, HostRef);

        Server.ExpectMsg(failure);
    }

    [Fact]
    public void InJob_NewCourse_CancelsTheWorkAndForgetsItsResult()
    {
        HostThem();
        var job = Job(number: 1);
        Agent.Tell(job, ServerRef);
        var work = Host.ExpectMsg<ClientHostActor.Work>();

        Agent.Tell(Clients(2), ServerRef);
        Assert.Equal(2, Host.ExpectMsg<ClientHostActor.Host>().Course);
        Agent.Tell(Worked(job.Job), HostRef); // it had ended before it was cancelled

        Assert.True(work.Cancellation.IsCancellationRequested);
        ExpectSilence(Server, Agent);
    }

    [Fact]
    public void InJob_RunEnds_CancelsTheWork()
    {
        HostThem();
        Agent.Tell(Job(number: 1), ServerRef);
        var work = Host.ExpectMsg<ClientHostActor.Work>();

        Agent.Tell(new RunEnded(Completed: false, "enough"), ServerRef);

        Server.ExpectMsg<RunEndedSeen>();
        ExpectMsg<Failed>();
        Assert.True(work.Cancellation.IsCancellationRequested);
    }

    [Fact]
    public void Idle_Save_IsDoneOnceAndToldAgain()
    {
        HostThem();
        var saved = new ClientsSaved(1, 5, ["client-0001.safetensors"], 17);

        Agent.Tell(new SaveClients(1, 5), ServerRef);
        Host.ExpectMsg(new SaveClients(1, 5));
        Agent.Tell(saved, HostRef);
        Server.ExpectMsg(saved);
        Agent.Tell(new SaveClients(1, 5), ServerRef);

        Server.ExpectMsg(saved);
        ExpectSilence(Host, Agent);
    }

    [Fact]
    public void Saving_Fails_TellsWhy()
    {
        HostThem();
        Agent.Tell(new SaveClients(1, 5), ServerRef);
        Host.ExpectMsg<SaveClients>();

        Agent.Tell(new SavingFailed(1, 5, "No space left on device"), HostRef);

        Server.ExpectMsg(new SavingFailed(1, 5, "No space left on device"));
    }

    [Fact]
    public void Hosting_AnswersOfAStranger_AreNotBelieved()
    {
        BeginToHost();
        var stranger = CreateTestProbe("stranger");

        stranger.Send(Agent, new ClientsHosted(1));
        stranger.Send(Agent, new HostingFailed(1, FailureKind.Storage, "torn"));

        ExpectSilence(Server, Agent);
    }

    [Fact]
    public void InJob_StopRequested_LeavesTheRun()
    {
        BeginJob();

        Agent.Tell(new StopRun("Ctrl-C"));

        Server.ExpectMsg(new AgentLeaving("Ctrl-C"));
        ExpectMsg(new Failed(FailureKind.Stopped, "Ctrl-C"));
    }
}
