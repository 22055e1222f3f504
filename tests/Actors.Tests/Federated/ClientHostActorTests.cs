using Akka.Actor;
using SplitLearning.Actors.Agent;
using SplitLearning.Actors.Federated;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Tests.Fakes;
using SplitLearning.Models.Federated;
using SplitLearning.Models.Tests.Federated;
using static SplitLearning.Actors.Protocols.FederationProtocol;
using static SplitLearning.Actors.Protocols.TurnProtocol;

namespace SplitLearning.Actors.Tests.Federated;

public sealed class ClientHostActorTests : ActorTest
{
    private readonly TemporaryFolder _runs = new();
    private readonly JobProgress _progress = new();
    private readonly FederatedServer _server = new(Federation.Plan(), Federation.Members);

    protected override void AfterAll()
    {
        base.AfterAll();
        _runs.Dispose();
    }

    [Fact]
    public void Work_Training_GivesTheContributionOfItsClients()
    {
        var host = HostAll("agent-1", clients: [0, 2]);

        host.Tell(Work(1));
        var worked = ExpectMsg<ClientHostActor.Worked>();

        var contribution = RoundBlobs.ContributionOf(worked.Result, _server.Layout);
        Assert.Equal(StateHash.Of(worked.Result.Span), worked.Hash);
        Assert.Equal([0, 2], contribution.Reports.Keys);
        Assert.True(_progress.Batches > 2, "each client reads some");
    }

    [Fact]
    public void Work_ModelsOfAnotherNetwork_IsToldAsAFailure()
    {
        var host = HostAll("agent-1", clients: [0]);

        host.Tell(Work(1) with { Models = new byte[] { 1, 2, 3 } });

        Assert.Equal(FailureKind.Storage, ExpectMsg<JobFailed>().Kind);
    }

    [Fact]
    public void Work_Cancelled_SaysNothing()
    {
        var host = HostAll("agent-1", clients: [0]);

        host.Tell(Work(1) with { Cancellation = new CancellationToken(canceled: true) });

        Settle(host);
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Host_AfterASavedRound_GoesOnFromThere()
    {
        var host = HostAll("agent-1", clients: [0]);
        host.Tell(Work(1));
        ExpectMsg<ClientHostActor.Worked>();
        host.Tell(new SaveClients(1, 1));
        var saved = ExpectMsg<ClientsSaved>();
        var expected = SecondRound(host);

        host.Tell(Command(course: 2, round: 1, [0]));
        ExpectMsg(new ClientsHosted(2));

        Assert.Equal(expected, SecondRound(host));
        Assert.Equal(["client-0000.safetensors", "manifest.json"], saved.Files.Select(Path.GetFileName));
    }

    [Fact]
    public void Host_ClientOfAnotherAgent_IsFoundInThatAgentsFolder()
    {
        var first = HostAll("agent-1", clients: [0]);
        first.Tell(Work(1));
        ExpectMsg<ClientHostActor.Worked>();
        first.Tell(new SaveClients(1, 1));
        ExpectMsg<ClientsSaved>();
        var expected = SecondRound(first);

        var second = Start("agent-2");
        second.Tell(Command(course: 2, round: 1, [0]));

        ExpectMsg(new ClientsHosted(2));
        Assert.Equal(expected, SecondRound(second));
    }

    [Fact]
    public void Host_NoCheckpointOfTheRound_IsToldAsAStorageFailure()
    {
        var host = Start("agent-1");

        host.Tell(Command(course: 1, round: 5, [0, 1]));

        var failed = ExpectMsg<HostingFailed>();
        Assert.Equal(FailureKind.Storage, failed.Kind);
        Assert.EndsWith("the state of client 0 after round 5 is missing, and that of 1 more", failed.Reason);
    }

    [Fact]
    public void Save_FolderCannotBeWritten_IsToldAsAFailure()
    {
        _runs.Block("run-1");
        var host = HostAll("agent-1", clients: [0]);

        host.Tell(new SaveClients(1, 1));

        Assert.Contains("run-1", ExpectMsg<SavingFailed>().Reason);
    }

    private IActorRef HostAll(string agent, IReadOnlyList<int> clients)
    {
        var host = Start(agent);
        host.Tell(Command(course: 1, round: 0, clients));
        ExpectMsg(new ClientsHosted(1));
        return host;
    }

    private IActorRef Start(string agent)
    {
        var options = new AgentOptions
        {
            Name = agent,
            Workload = "mixture",
            RunsFolder = _runs.Path,
            ServerAddress = "localhost:4053",
        };
        var (run, progress) = (new AgentRun("run-1", Federation.Plan(), options), _progress);
        return Sys.ActorOf(Props.Create(() => new ClientHostActor(Federation.Data, run, progress)), agent);
    }

    private static ClientHostActor.Host Command(int course, int round, IReadOnlyList<int> clients) =>
        new(course, round, [.. clients.Select(client => Federation.Clients[client])]);

    private ClientHostActor.Work Work(int number)
    {
        var order = _server.Begin();
        var models = RoundBlobs.Models(order);
        return new(
            new RunJob(
                new JobId(1, number), JobKind.Train,
                order with { Models = [], Clients = [.. order.Clients.Where(client => client.Client % 2 == 0)] },
                new SnapshotSource(StateHash.Of(models), TestActor, "server")),
            models, CancellationToken.None);
    }

    private StateHash SecondRound(IActorRef host)
    {
        host.Tell(Work(2));
        return ExpectMsg<ClientHostActor.Worked>().Hash;
    }
}
