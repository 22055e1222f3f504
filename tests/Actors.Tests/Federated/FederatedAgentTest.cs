using Akka.Actor;
using Akka.TestKit;
using SplitLearning.Actors.Agent;
using SplitLearning.Actors.Federated;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Snapshots;
using SplitLearning.Actors.Tests.Fakes;
using SplitLearning.Models.Federated;
using SplitLearning.Models.Tests.Federated;
using static SplitLearning.Actors.Protocols.EnlistmentProtocol;
using static SplitLearning.Actors.Protocols.FederationProtocol;
using static SplitLearning.Actors.Protocols.MembershipProtocol;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;
using static SplitLearning.Actors.Protocols.TurnProtocol;

namespace SplitLearning.Actors.Tests.Federated;

/// <summary>An agent in a federated run, with probes for the aggregator and for its clients' host.</summary>
public abstract class FederatedAgentTest : ActorTest
{
    private readonly TemporaryFolder _runs = new();

    protected FederatedAgentTest()
    {
        Server = CreateTestProbe("server");
        Host = CreateTestProbe("host");
        ServerRef = Sys.ActorOf(Stand.For(Server.Ref), "server");
        var held = ModelsHeld;
        ModelsHolder = Sys.ActorOf(Props.Create(() => new SnapshotSender(held)), "models-holder");
        Agent = Start();
        Agent.Tell(new AwaitOutcome(), TestActor);
    }

    /// <summary>Gets what the agent tells <c>/user/server</c>.</summary>
    protected TestProbe Server { get; }

    protected IActorRef ServerRef { get; }

    /// <summary>Gets what the agent tells its clients' host.</summary>
    protected TestProbe Host { get; }

    /// <summary>Under the name by which the agent knows its host.</summary>
    protected IActorRef HostRef =>
        Sys.ActorSelection(Agent.Path / "client-host").ResolveOne(TimeSpan.FromSeconds(20)).Result;

    protected IActorRef Agent { get; }

    protected HeldStates ModelsHeld { get; } = new();

    protected IActorRef ModelsHolder { get; }

    protected string RunsFolder => _runs.Path;

    protected static FederationAssigned Assigned { get; } =
        new("run-1", Federation.Plan(), ShardMode.Simulated);

    protected static HostClients Clients(int course, int round = 0) =>
        new(course, round, [new HostedClient(1, 1), new HostedClient(3, 3)]);

    protected override void AfterAll()
    {
        base.AfterAll();
        _runs.Dispose();
    }

    /// <summary>Enlisted.</summary>
    protected void Enlist()
    {
        Agent.Tell(new NodeUp(ServerRef.Path.Address, new HashSet<string> { ServerRole }));
        Server.ExpectMsg<Enlist>();
        Agent.Tell(new EnlistmentAccepted(1, 2), ServerRef);
        Settle(Agent);
    }

    /// <summary>Offering.</summary>
    protected ClientsOffered Offer(FederationAssigned? assigned = null)
    {
        Enlist();
        Agent.Tell(assigned ?? Assigned, ServerRef);
        return Server.ExpectMsg<ClientsOffered>();
    }

    /// <summary>Hosting.</summary>
    protected void BeginToHost(int course = 1)
    {
        Offer();
        Agent.Tell(Clients(course), ServerRef);
        Host.ExpectMsg<ClientHostActor.Host>();
    }

    /// <summary>Idle.</summary>
    protected void HostThem()
    {
        BeginToHost();
        Agent.Tell(new ClientsHosted(1), HostRef);
        Server.ExpectMsg(new ClientsHosted(1));
    }

    /// <summary>Models of a job that the aggregator gives out.</summary>
    protected RunJob Job(int number, JobKind kind = JobKind.Train)
    {
        byte[] models = [7];
        ModelsHeld.Keep(StateHash.Of(models), models);
        return new(
            new JobId(1, number), kind,
            new RoundOrder(number, [], [new ClientOrder(1, 0.5), new ClientOrder(3, 0.5)]),
            new SnapshotSource(StateHash.Of(models), ModelsHolder, "server"));
    }

    /// <summary>InJob.</summary>
    protected RunJob BeginJob(int number = 1)
    {
        HostThem();
        var job = Job(number);
        Agent.Tell(job, ServerRef);
        Host.ExpectMsg<object>(message => Assert.IsType<ClientHostActor.Work>(message));
        return job;
    }

    private protected static ClientHostActor.Worked Worked(JobId job)
    {
        byte[] result = [(byte)job.Number, 9];
        return new(job, StateHash.Of(result), result);
    }

    private IActorRef Start()
    {
        var options = new AgentOptions
        {
            Name = "agent-1",
            Workload = "mixture",
            RunsFolder = RunsFolder,
            ServerAddress = "localhost:4053",
            ReplyTimeout = ReplyTimeout,
            MaxResends = 1,
        };
        var host = Host.Ref;
        var parts = new AgentParts
        {
            Membership = Inert.Props,
            BuildModel = _ => throw new InvalidOperationException("no split run"),
            ClientHost = (_, _, _) => Stand.For(host),
            ModelDispatcher = "akka.actor.default-dispatcher",
        };
        return Sys.ActorOf(AgentActor.Props(options, Federation.Data, parts), "agent");
    }
}
