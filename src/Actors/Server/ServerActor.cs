using Akka.Actor;
using Akka.Event;
using SplitLearning.Actors.Checkpoints;
using SplitLearning.Actors.Membership;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Snapshots;
using SplitLearning.Models;
using SplitLearning.Models.Layers;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;
using SplitLearning.Models.Workloads;
using static SplitLearning.Actors.Protocols.MembershipProtocol;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;
using static SplitLearning.Actors.Protocols.RunEndProtocol;

namespace SplitLearning.Actors.Server;

/// <summary>
/// Leads a run: Enlisting, AssigningPlan, then InTurn for each turn and Checkpointing after some epochs, Finishing,
/// Ending, Ended.
/// </summary>
/// <remarks>Hosted under the name <c>server</c>: agents address it as <c>/user/server</c>.</remarks>
public sealed partial class ServerActor : PartyActor
{
    private readonly ServerOptions _options;
    private readonly TrainingPlan _plan;
    private readonly string _runFolder;
    private readonly IRunRecorder _recorder;
    private readonly ServerParts _parts;
    private readonly OutcomeKeeper _outcome = new();
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private IReadOnlyList<EnlistedAgent> _agents = [];
    private IActorRef _model = ActorRefs.Nobody;
    private IActorRef _checkpoints = ActorRefs.Nobody;
    private IActorRef _snapshotReceiver = ActorRefs.Nobody;

    /// <param name="parts">What the server is made of.</param>
    public ServerActor(
        ServerOptions options, TrainingPlan plan, string runFolder, IRunRecorder recorder, ServerParts parts)
    {
        _options = options;
        _plan = plan;
        _runFolder = runFolder;
        _recorder = recorder;
        _parts = parts;
        _desk = new EnlistmentDesk(plan, options.Shards);
        Enlisting();
    }

    /// <summary>A server that finds its agents through the cluster.</summary>
    /// <param name="runFolder">Folder of the run's files; checkpoints go below it.</param>
    /// <param name="recorder">Is told what happens, on the actor's thread.</param>
    /// <param name="weights">The file whose hash the plan names; null when it names none.</param>
    public static Props Props(
        ServerOptions options, TrainingPlan plan, string runFolder, IRunRecorder recorder, WeightsFile? weights = null)
    {
        var architecture = Workloads.NetworkOf(plan).Architecture;
        return Props(options, plan, runFolder, recorder, new ServerParts
        {
            Membership = Akka.Actor.Props.Create(() => new MembershipActor()),
            BuildModel = built => ServerModel.Create(built, weights),
            Classes = architecture.Classes,
            Parameters = ModelSummary.Of(architecture).Parameters,
        });
    }

    internal static Props Props(
        ServerOptions options, TrainingPlan plan, string runFolder, IRunRecorder recorder, ServerParts parts) =>
        Akka.Actor.Props.Create(() => new ServerActor(options, plan, runFolder, recorder, parts));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        var (build, plan) = (_parts.BuildModel, _plan);
        _model = Context.ActorOf(
            Akka.Actor.Props.Create(() => new ServerModelActor(() => build(plan)))
                .WithDispatcher(_parts.ModelDispatcher),
            "server-model");
        var folder = new CheckpointFolder(Path.Combine(_runFolder, "checkpoints"));
        _checkpoints = Context.ActorOf(
            Akka.Actor.Props.Create(() => new CheckpointActor(folder, plan, "server")), "checkpoints");
        var transfer = new TransferOptions(_options.ChunkBytes, _options.ReplyTimeout, MaxResends: 2);
        _snapshotReceiver = Context.ActorOf(
            Akka.Actor.Props.Create(() => new SnapshotReceiver(transfer)), "snapshot-receiver");
        Context.ActorOf(_parts.Membership, "membership");
    }

    /// <summary>What every state of a run under way answers in the same way.</summary>
    private void ReceiveInEveryState()
    {
        Receive<AwaitOutcome>(_ => _outcome.Await(Sender));
        Receive<EnlistmentProtocol.Enlist>(EnlistLate);
        Receive<AgentLeaving>(m => AgentOf(Sender) is not null, m => Lost(AgentOf(Sender)!, $"has left: {m.Reason}"));
        Receive<AgentLeaving>(_ => { });
        Receive<NodeLost>(m => AgentAt(m.Address) is not null, m => Lost(AgentAt(m.Address)!, m.Reason));
        Receive<NodeLost>(_ => { });
        Receive<NodeUp>(_ => { });
        Receive<Terminated>(t => AgentOf(t.ActorRef) is not null, t => Lost(AgentOf(t.ActorRef)!, "has gone"));
        Receive<Terminated>(_ => { });
        Receive<StopRun>(m => GiveUp(FailureKind.Stopped, m.Reason));
        Receive<PartBroken>(m => GiveUp(FailureKind.Internal, CauseOf(m.Error)));
        Receive<Tick>(_ => { }); // armed in a state that has ended
        Receive<IWireMessage>(m => _log.Warning("{0} from {1} is ignored in {2}", m.GetType().Name, Sender, _place));
    }

    private EnlistedAgent? AgentOf(IActorRef actor) => _agents.FirstOrDefault(a => a.Ref.Equals(actor));

    private EnlistedAgent? AgentAt(Address address) => _agents.FirstOrDefault(a => a.Ref.Path.Address.Equals(address));

    private void Lost(EnlistedAgent agent, string reason) => GiveUp(
        FailureKind.AgentLost,
        $"Agent '{agent.Name}' at {agent.Ref.Path.Address} is lost in {_place}: it {reason}.",
        gone: agent.Ref);

    private string CauseOf(Exception error)
    {
        _log.Error(error, "A part of the server has failed");
        return $"The server has failed in {_place}: {error.GetBaseException().Message}";
    }

    private void TellAgents(object message)
    {
        foreach (var agent in _desk.Agents)
        {
            agent.Tell(message);
        }
    }

    /// <summary>Somebody has been waited for long enough.</summary>
    private sealed record Tick
    {
        public static readonly Tick Instance = new();
    }
}
