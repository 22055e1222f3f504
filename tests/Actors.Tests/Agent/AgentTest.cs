using Akka.Actor;
using Akka.TestKit;
using SplitLearning.Actors.Agent;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Tests.Fakes;
using SplitLearning.Data.Datasets;
using static SplitLearning.Actors.Protocols.BatchProtocol;
using static SplitLearning.Actors.Protocols.EnlistmentProtocol;
using static SplitLearning.Actors.Protocols.MembershipProtocol;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;
using static SplitLearning.Actors.Protocols.TurnProtocol;

namespace SplitLearning.Actors.Tests.Agent;

/// <summary>An agent with a fake model, and probes for the server and for the actor of its model.</summary>
public abstract class AgentTest : ActorTest
{
    protected const string RunId = "run-1";

    protected static readonly TimeSpan JoinTimeout = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _runs = new();

    protected AgentTest()
    {
        Server = CreateTestProbe("server");
        ServerModel = CreateTestProbe("server-model");
        Data = new TinyDataset(train: 8, test: 4) { Gate = DataGate };
        ServerRef = Sys.ActorOf(Stand.For(Server.Ref), "server");
        Agent = Start();
        Agent.Tell(new AwaitOutcome(), TestActor);
    }

    /// <summary>Gets what the agent tells <c>/user/server</c>.</summary>
    protected TestProbe Server { get; }

    protected IActorRef ServerRef { get; }

    protected TestProbe ServerModel { get; }

    protected IActorRef Agent { get; }

    private protected FakeClientModel Model { get; } = new();

    /// <summary>Data are read while it is set.</summary>
    protected ManualResetEventSlim DataGate { get; } = new(initialState: true);

    private protected TinyDataset Data { get; }

    /// <summary>The child that owns the model; there is one once the plan is accepted.</summary>
    protected IActorRef ModelActor =>
        Sys.ActorSelection(Agent.Path / "client-model").ResolveOne(TimeSpan.FromSeconds(20)).Result;

    protected string RunsFolder => _runs.Path;

    /// <summary>What the agent writes into at checkpoints.</summary>
    protected string CheckpointsFolder => Path.Combine(RunsFolder, RunId, "agent-1", "checkpoints");

    /// <summary>Two training batches, one test batch.</summary>
    protected static PlanAssigned Assigned { get; } =
        new(RunId, Plans.Of(agents: 2), AgentIndex: 1, ShardMode.Simulated);


    protected override void AfterAll()
    {
        base.AfterAll();
        _runs.Dispose();
        DataGate.Dispose();
    }

    protected void ServerComesUp() =>
        Agent.Tell(new NodeUp(ServerRef.Path.Address, new HashSet<string> { ServerRole }));

    /// <summary>Enlisted.</summary>
    protected void Enlist()
    {
        ServerComesUp();
        Server.ExpectMsg<Enlist>();
        Agent.Tell(new EnlistmentAccepted(1, 2), ServerRef);
        Settle(Agent);
    }

    /// <summary>Ready.</summary>
    protected PlanAccepted EnlistAndAcceptPlan()
    {
        Enlist();
        Agent.Tell(Assigned, ServerRef);
        return ExpectAcceptance();
    }

    protected PlanAccepted ExpectAcceptance(int train = 4, int test = 2) => Server.ExpectMsg<PlanAccepted>(accepted =>
        Assert.Equal((RunId, train, test), (accepted.RunId, accepted.TrainSamples, accepted.TestSamples)));

    protected TakeBaton Baton(int turn, Phase phase = Phase.Train, SnapshotSource? snapshot = null) =>
        new(new TurnId(turn), Epoch: 1, phase, ServerModel.Ref, snapshot);

    /// <summary>Takes the baton and answers all batches of the turn; each in training adds 1 to the weight.</summary>
    protected TurnDone RunTurn(TakeBaton baton)
    {
        Agent.Tell(baton, ServerRef);
        Server.ExpectMsg<BatonTaken>();
        for (var i = 0; i < (baton.Phase == Phase.Train ? 2 : 1); i++)
            AnswerBatch(baton.Phase);
        return Server.ExpectMsg<TurnDone>();
    }

    protected void AnswerBatch(Phase phase)
    {
        var batch = ServerModel.ExpectMsg<ForwardBatch>().Batch;
        ServerModel.Reply(phase == Phase.Train
            ? new CutGradient(batch, Tensors.Floats(0.5f, 0.5f), Loss: 1)
            : new BatchScored(batch, Loss: 1, Correct: 2));
    }

    protected void ExpectOutcome(FailureKind kind, string reason) => ExpectMsg(new Failed(kind, reason));

    private IActorRef Start()
    {
        var options = new AgentOptions
        {
            Name = "agent-1",
            Workload = "mnist",
            RunsFolder = RunsFolder,
            ServerAddress = "localhost:4053",
            JoinTimeout = JoinTimeout,
            ReplyTimeout = ReplyTimeout,
            MaxResends = 1,
        };
        var model = Model;
        var parts = new AgentParts
        {
            Membership = Inert.Props,
            BuildModel = _ => model.Built(),
            ModelDispatcher = "akka.actor.default-dispatcher",
        };
        return Sys.ActorOf(AgentActor.Props(options, Data, parts), "agent");
    }
}
