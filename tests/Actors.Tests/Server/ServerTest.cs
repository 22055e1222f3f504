using Akka.Actor;
using Akka.TestKit;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Server;
using SplitLearning.Actors.Snapshots;
using SplitLearning.Actors.Tests.Fakes;
using SplitLearning.Models;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.BatchProtocol;
using static SplitLearning.Actors.Protocols.EnlistmentProtocol;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;
using static SplitLearning.Actors.Protocols.RunEndProtocol;
using static SplitLearning.Actors.Protocols.TurnProtocol;

namespace SplitLearning.Actors.Tests.Server;

/// <summary>A server with a fake model; probes are its agents.</summary>
public abstract class ServerTest : ActorTest
{
    protected static readonly TimeSpan TurnTimeout = TimeSpan.FromSeconds(60);
    protected static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(5);
    protected static readonly TimeSpan RejoinTimeout = TimeSpan.FromSeconds(200);

    private readonly TemporaryFolder _run = new();

    protected ServerTest()
    {
        First = CreateTestProbe("agent-1");
        Second = CreateTestProbe("agent-2");
        var held = Held;
        Holder = Sys.ActorOf(Props.Create(() => new SnapshotSender(held)), "holder");
    }

    protected TestProbe First { get; }

    /// <summary>Gives out all that the agents hold.</summary>
    protected IActorRef Holder { get; }

    protected HeldStates Held { get; } = new();

    /// <summary>To be set before the start.</summary>
    protected LostAgentPolicy OnLostAgent { get; set; } = LostAgentPolicy.Stop;

    /// <summary>The run is gone on with, and had these plans; null for a new one. To be set before the start.</summary>
    protected PlanHistory? Former { get; set; }

    /// <summary>To be set before the start.</summary>
    protected int CheckpointEveryTurns { get; set; }

    /// <summary>To be set before the start.</summary>
    protected bool IsResumed { get; set; }

    protected TestProbe Second { get; }

    /// <summary>Set by <see cref="Start"/>.</summary>
    protected IActorRef Server { get; private set; } = ActorRefs.Nobody;

    private protected FakeServerModel Model { get; } = new();

    private protected Recording Recording { get; } = new();

    private protected TemporaryFolder RunFolder => _run;

    protected string CheckpointsFolder => Path.Combine(_run.Path, "checkpoints");

    protected override void AfterAll()
    {
        base.AfterAll();
        _run.Dispose();
    }

    protected static Enlist Offer(string name) =>
        new(EnlistmentProtocol.Version, name, "mnist", TrainSamples: 4, TestSamples: 2, "numbers", Data: "4 numbers");

    protected static StateHash HashOf(float weight) => StateHash.Of(FakeClientModel.StateOf(weight));

    /// <summary>Enlisting. The test itself awaits the outcome.</summary>
    protected void Start(TrainingPlan plan, ShardMode shards = ShardMode.Simulated)
    {
        var options = new ServerOptions
        {
            RunId = "run-1",
            Shards = shards,
            ReplyTimeout = ReplyTimeout,
            TurnTimeout = TurnTimeout,
            EndTimeout = EndTimeout,
            OnLostAgent = OnLostAgent,
            RejoinTimeout = RejoinTimeout,
            CheckpointEveryTurns = CheckpointEveryTurns,
            IsResumed = IsResumed || Former is not null,
            Plans = Former,
            FormerAgents = Former is null ? [] : [new("agent-1", 2, 1, "mine"), new("agent-2", 2, 1, "mine")],
        };
        var model = Model;
        var parts = new ServerParts
        {
            Membership = Inert.Props,
            BuildModel = _ => model,
            Classes = 3,
            Parameters = 2,
            ModelDispatcher = "akka.actor.default-dispatcher",
        };
        Server = Sys.ActorOf(ServerActor.Props(options, plan, _run.Path, Recording, parts), "server");
        Server.Tell(new AwaitOutcome(), TestActor);
    }

    /// <summary>AssigningPlan, with two agents.</summary>
    protected void StartAndEnlist(TrainingPlan? plan = null)
    {
        Start(plan ?? Plans.Of(agents: 2));
        foreach (var agent in (TestProbe[])[First, Second])
        {
            agent.Send(Server, Offer(agent.Ref.Path.Name));
            agent.ExpectMsg<EnlistmentAccepted>();
        }
    }

    /// <summary>In the first turn; its baton is the next message of the first agent.</summary>
    protected void StartRun(TrainingPlan? plan = null)
    {
        StartAndEnlist(plan);
        foreach (var agent in (TestProbe[])[First, Second])
        {
            agent.ExpectMsg<PlanAssigned>();
            agent.Send(Server, Acceptance());
        }

        // It has to look at the disk first.
        AwaitAssert(() => Assert.Single(Recording.Of<RunStarted>()), interval: TimeSpan.FromMilliseconds(5));
        Settle(Server);
    }

    /// <param name="held">States that the agent brings from a former life.</param>
    protected PlanAccepted Acceptance(params StateHash[] held) =>
        new("run-1", TrainSamples: 2, TestSamples: 1) { Holder = Holder, Held = held };

    /// <summary>An agent plays the turn it is told to take, with one batch of two samples.</summary>
    /// <param name="weight">What its client model comes to.</param>
    protected TakeBaton PlayTurn(TestProbe agent, float weight)
    {
        var baton = agent.ExpectMsg<TakeBaton>();
        agent.Send(Server, new BatonTaken(baton.Turn, SnapshotBytes: baton.Snapshot is null ? 0 : 100, 0.5));
        SendBatch(agent, baton);
        agent.ExpectMsg<BatchProtocol.IServerMessage>();
        var state = FakeClientModel.StateOf(weight);
        Held.Keep(StateHash.Of(state), state);
        agent.Send(Server, new TurnDone(baton.Turn, StateHash.Of(state)));
        return baton;
    }

    protected static void SendBatch(TestProbe agent, TakeBaton baton, int index = 0) => agent.Send(
        baton.ServerModel,
        new ForwardBatch(
            new BatchId(baton.Turn, index), Batches: 1, Tensors.Floats([2, 1], [1, 2]), Tensors.Longs(0, 2)));

    /// <summary>All turns of an epoch of two agents.</summary>
    protected void PlayEpoch()
    {
        PlayTurn(First, weight: 1);
        PlayTurn(Second, weight: 2);
        PlayTurn(First, weight: 2);
        PlayTurn(Second, weight: 2);
    }

    /// <summary>Both agents are told the end and say good-bye; the test gets the outcome.</summary>
    protected void ExpectGivenUp(FailureKind kind, string reason)
    {
        foreach (var agent in (TestProbe[])[First, Second])
        {
            agent.FishForMessage<RunEnded>(end => end == new RunEnded(Completed: false, reason));
            agent.Send(Server, new RunEndedSeen());
        }

        ExpectMsg(new Failed(kind, reason));
        Assert.Equal(reason, Recording.Events.OfType<Models.Training.RunFailed>().Single().Reason);
    }
}
