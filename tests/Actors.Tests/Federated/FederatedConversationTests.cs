using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit.Xunit2;
using SplitLearning.Actors.Agent;
using SplitLearning.Actors.Federated;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Server;
using SplitLearning.Actors.Snapshots;
using SplitLearning.Actors.Tests.Fakes;
using SplitLearning.Data.Datasets;
using SplitLearning.Data.Datasets.Mixture;
using SplitLearning.Models.Federated;
using SplitLearning.Models.Tests.Federated;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.MembershipProtocol;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;

namespace SplitLearning.Actors.Tests.Federated;

/// <summary>An aggregator and its agents with real clients in one system.</summary>
public sealed class FederatedConversationTests() : TestKit(
    ConfigurationFactory.ParseString("akka.loglevel = OFF, akka.stdout-loglevel = OFF")
        .WithFallback(ActorTest.ProductConfig()),
    "conversation")
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<FederatedMethodKind> Methods => [.. Enum.GetValues<FederatedMethodKind>()];

    protected override void AfterAll()
    {
        base.AfterAll();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(7)]
    public void Run_OnAnyNumberOfAgents_HasTheWeightsAndScoresOfOneProcess(int agents)
    {
        var plan = Federation.Plan(rounds: 3);

        var recording = Run(plan, agents);

        Assert.Equal(Federation.Run(plan).Hash, recording.Of<RunFinished>().Single().WeightsSha256);
        Assert.Equal([0, 1, 2, 3, 4, 5], recording.Of<RoundFinished>()[^1].Clients.Select(client => client.Client));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Run_ByAnyMethod_HasTheWeightsOfOneProcess(FederatedMethodKind method)
    {
        var plan = Federation.Plan(method, rounds: 3);
        plan = plan with { Parameters = plan.Parameters with { Tol1 = 100, Tol2 = 0.001, P = 0.6 } };

        var recording = Run(plan, agents: 2);

        Assert.Equal(Federation.Run(plan).Hash, recording.Of<RunFinished>().Single().WeightsSha256);
    }

    [Fact]
    public void Run_SomeClientsEachRound_HasTheWeightsOfOneProcess()
    {
        var plan = Federation.Plan(FederatedMethodKind.FedAvg, rounds: 4) with { Participation = 0.2 };

        var recording = Run(plan, agents: 4);

        Assert.Equal(Federation.Run(plan).Hash, recording.Of<RunFinished>().Single().WeightsSha256);
        Assert.All(recording.Of<RoundFinished>(), round => Assert.Equal(1, round.Participants));
    }

    [Fact]
    public void Traffic_OfARound_GrowsWithAgentsAndNotWithClients()
    {
        var plan = Federation.Plan(FederatedMethodKind.FedAvg, rounds: 2) with { EvaluateEveryRounds = 2 };

        var (one, four) = (Run(plan, agents: 1), Run(plan, agents: 4));

        var (ofOne, ofFour) = (FirstRound(one), FirstRound(four));
        Assert.InRange(ofFour, 3 * ofOne, 4 * ofOne);

        static double FirstRound(Recording recording) => recording.Of<RoundFinished>()[0].BytesSent!.Value;
    }

    [Fact]
    public void Run_AgentsWithDataOfTheirOwn_HasTheirClientsUnderTheirNames()
    {
        var plan = Federation.Plan(FederatedMethodKind.FedAvg);

        var recording = Run(plan, agents: 2, ShardMode.Private, seed => MixtureDataset.Create(
            new MixtureOptions { Clients = 2, Seed = seed }));

        Assert.Equal(
            ["agent-1/client-0", "agent-1/client-1", "agent-2/client-2", "agent-2/client-3"],
            recording.Of<RunStarted>().Single().Agents.Select(client => client.Name));
        Assert.Equal(4, recording.Of<RoundFinished>()[^1].Clients.Count);
        Assert.Single(recording.Of<RunFinished>());
    }

    [Fact]
    public void Checkpoints_AfterSomeRounds_HaveAllClientsAndAreGoneOnFrom()
    {
        var plan = Federation.Plan(rounds: 3) with { CheckpointEveryRounds = 2 };

        var first = Run(plan, agents: 2);
        var again = Run(plan, agents: 3, isResumed: true);

        Assert.Equal(2, first.Of<CheckpointWritten>().Single().Epoch);
        Assert.Equal(
            new RunResumed(2, "checkpoints/epoch-0002", []).ToString().Split("Damaged")[0],
            again.Of<RunResumed>().Single().ToString().Split("Damaged")[0]);
        Assert.Equal(3, again.Of<RoundFinished>().Single().Round);
        Assert.Equal(Federation.Run(plan).Hash, again.Of<RunFinished>().Single().WeightsSha256);
    }

    /// <param name="dataOf">Data of an agent, by its number; null: all have the same.</param>
    private Recording Run(
        FederationPlan plan, int agents, ShardMode shards = ShardMode.Simulated, Func<int, IDataset>? dataOf = null,
        bool isResumed = false)
    {
        var recording = new Recording();
        using var system = ActorSystem.Create("run", Sys.Settings.Config);
        var options = new ServerOptions { RunId = "run", Shards = shards, ChunkBytes = 1000, IsResumed = isResumed };
        var parts = new AggregatorParts { Membership = Inert.Props };
        var server = system.ActorOf(
            AggregatorActor.Props(options, plan, agents, Path.Combine(_folder.Path, "run"), recording, parts),
            "server");
        List<IActorRef> parties =
        [
            server,
            .. Enumerable.Range(1, agents).Select(number => system.ActorOf(
                AgentProps($"agent-{number}", dataOf?.Invoke(number) ?? Federation.Data), $"agent-{number}")),
        ];
        foreach (var party in parties)
        {
            party.Tell(new AwaitOutcome(), TestActor);
            if (party != server)
                party.Tell(new NodeUp(server.Path.Address, new HashSet<string> { ServerRole }));
        }

        foreach (var _ in parties)
            Assert.IsType<Succeeded>(ExpectMsg<IOutcome>(Limit));
        system.Terminate().Wait(Limit);
        return recording;
    }

    private Props AgentProps(string name, IDataset data) => AgentActor.Props(
        new AgentOptions
        {
            Name = name,
            Workload = "mixture",
            RunsFolder = _folder.Path,
            ServerAddress = "in this process",
            ChunkBytes = 1000,
        },
        data,
        new AgentParts
        {
            Membership = Inert.Props,
            BuildModel = _ => throw new InvalidOperationException("no split run"),
            Held = new HeldStates(),
        });
}
