using Akka.Actor;
using Akka.TestKit;
using SplitLearning.Actors.Federated;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Server;
using SplitLearning.Actors.Snapshots;
using SplitLearning.Actors.Tests.Fakes;
using SplitLearning.Models.Federated;
using SplitLearning.Models.Tests.Federated;
using static SplitLearning.Actors.Protocols.EnlistmentProtocol;
using static SplitLearning.Actors.Protocols.FederationProtocol;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;
using static SplitLearning.Actors.Protocols.RunEndProtocol;

namespace SplitLearning.Actors.Tests.Federated;

/// <summary>An aggregator; probes are its two agents, with real clients.</summary>
public abstract class AggregatorTest : ActorTest
{
    protected static readonly TimeSpan TurnTimeout = TimeSpan.FromSeconds(60);
    protected static readonly TimeSpan RejoinTimeout = TimeSpan.FromSeconds(200);

    private readonly TemporaryFolder _run = new();
    private readonly Dictionary<TestProbe, FederatedNode> _nodes = [];

    protected AggregatorTest()
    {
        First = CreateTestProbe("agent-1");
        Second = CreateTestProbe("agent-2");
        Membership = CreateTestProbe("membership");
        var held = Held;
        Holder = Sys.ActorOf(Props.Create(() => new SnapshotSender(held)), "holder");
    }

    protected TestProbe First { get; }

    protected TestProbe Second { get; }

    /// <summary>Gets what the aggregator tells of nodes.</summary>
    protected TestProbe Membership { get; }

    /// <summary>Gives out all that the agents hold.</summary>
    protected IActorRef Holder { get; }

    protected HeldStates Held { get; } = new(statesInMemory: 100);

    /// <summary>To be set before the start.</summary>
    protected LostAgentPolicy OnLostAgent { get; set; } = LostAgentPolicy.Wait;

    /// <summary>To be set before the start.</summary>
    protected FederationPlan Plan { get; set; } = Federation.Plan(rounds: 2);

    /// <summary>Set by <see cref="Start"/>.</summary>
    protected IActorRef Aggregator { get; private set; } = ActorRefs.Nobody;

    private protected Recording Recording { get; } = new();

    protected string RunFolder => _run.Path;

    protected override void AfterAll()
    {
        foreach (var node in _nodes.Values)
            node.Dispose();
        base.AfterAll();
        _run.Dispose();
    }

    protected static Enlist Offer(string name) => new(
        EnlistmentProtocol.Version, name, "mixture", TrainSamples: 4, TestSamples: 2, "points", Data: "4 points");

    /// <summary>Enlisting. The test itself awaits the outcome.</summary>
    protected void Start()
    {
        var options = new ServerOptions
        {
            RunId = "run-1",
            ReplyTimeout = ReplyTimeout,
            TurnTimeout = TurnTimeout,
            OnLostAgent = OnLostAgent,
            RejoinTimeout = RejoinTimeout,
        };
        var parts = new AggregatorParts
        {
            Membership = Stand.For(Membership.Ref),
            ModelDispatcher = "akka.actor.default-dispatcher",
        };
        Aggregator = Sys.ActorOf(
            AggregatorActor.Props(options, Plan, agents: 2, _run.Path, Recording, parts), "server");
        Aggregator.Tell(new AwaitOutcome(), TestActor);
    }

    /// <summary>Gathering.</summary>
    protected void StartAndEnlist()
    {
        Start();
        foreach (var agent in (TestProbe[])[First, Second])
        {
            agent.Send(Aggregator, Offer(agent.Ref.Path.Name));
            agent.ExpectMsg<EnlistmentAccepted>();
        }

        foreach (var agent in (TestProbe[])[First, Second])
            agent.ExpectMsg<FederationAssigned>();
    }

    /// <summary>Placing.</summary>
    protected void StartAndOffer()
    {
        StartAndEnlist();
        First.Send(Aggregator, Clients());
        Second.Send(Aggregator, Clients());
    }

    /// <summary>InJob, of the first round.</summary>
    protected void StartRun()
    {
        StartAndOffer();
        HostClients(First);
        HostClients(Second);
    }

    protected ClientsOffered Clients() => new("run-1", Federation.Members, Holder);

    /// <summary>An agent hosts what it is told to, whatever it was told before.</summary>
    protected HostClients HostClients(TestProbe agent)
    {
        var command = agent.FishForMessage<HostClients>(_ => true);
        if (_nodes.Remove(agent, out var former))
            former.Dispose();
        _nodes[agent] = new FederatedNode(Plan, Federation.Data,
            [.. command.Clients.Select(hosted => Federation.Clients[hosted.Offered] with { Client = hosted.Client })],
            workers: 1);
        agent.Send(Aggregator, new ClientsHosted(command.Course));
        return command;
    }

    /// <summary>An agent does the job it is told to.</summary>
    protected RunJob DoJob(TestProbe agent)
    {
        var job = agent.ExpectMsg<RunJob>();
        Report(agent, job, ResultOf(agent, job));
        return job;
    }

    /// <summary>What the clients of an agent come to.</summary>
    protected byte[] ResultOf(TestProbe agent, RunJob job)
    {
        var node = _nodes[agent];
        var order = RoundBlobs.WithModels(job.Order, Models(job), node.Layout);
        return job.Kind == JobKind.Train
            ? RoundBlobs.Contribution(node.Run(order, CancellationToken.None))
            : RoundBlobs.Scores(node.Evaluate(order, CancellationToken.None));
    }

    protected void Report(TestProbe agent, RunJob job, byte[] result)
    {
        Held.Keep(StateHash.Of(result), result);
        agent.Send(Aggregator, new JobDone(job.Job, StateHash.Of(result), 100));
    }

    /// <summary>Both agents train in a round and are evaluated.</summary>
    protected void DoRound()
    {
        foreach (var _ in (JobKind[])[JobKind.Train, JobKind.Evaluate])
        {
            DoJob(First);
            DoJob(Second);
        }
    }

    /// <summary>Both agents are told the end and say good-bye.</summary>
    protected RunEnded SeeTheEnd()
    {
        var end = First.FishForMessage<RunEnded>(_ => true);
        First.Send(Aggregator, new RunEndedSeen());
        Second.FishForMessage<RunEnded>(_ => true);
        Second.Send(Aggregator, new RunEndedSeen());
        return end;
    }

    private ReadOnlyMemory<byte> Models(RunJob job)
    {
        var asker = CreateTestProbe();
        var fetcher = Sys.ActorOf(Props.Create(() => new SnapshotReceiver(
            new TransferOptions(1 << 20, ReplyTimeout, 1))));
        fetcher.Tell(new FetchProtocol.Fetch(job.Models), asker.Ref);
        return asker.ExpectMsg<FetchProtocol.Fetched>().State;
    }
}
