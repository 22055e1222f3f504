using Akka.Actor;
using Akka.Event;
using SplitLearning.Actors.Checkpoints;
using SplitLearning.Actors.Enlistment;
using SplitLearning.Actors.Membership;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Snapshots;
using SplitLearning.Models;
using SplitLearning.Models.Layers;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;
using SplitLearning.Models.Workloads;

namespace SplitLearning.Actors.Server;

/// <summary>
/// Leads a run: Enlisting, Gathering, then InTurn for each turn and WritingCheckpoint, CompletingCheckpoint after some
/// epochs, Finishing, Ending, Ended. Gathering again wherever the run cannot go on for want of agents; CuttingAnew
/// where it goes on from a checkpoint of another cut.
/// </summary>
/// <remarks>
/// Hosted under the name <c>server</c>: agents address it as <c>/user/server</c>. Each turn is a transaction: until it
/// is done, the run can go on from the state before it, which the server model's actor and the agents still hold.
/// </remarks>
public sealed partial class ServerActor : LeaderActor
{
    private readonly TrainingPlan _plan;
    private readonly string _runFolder;
    private readonly ServerParts _parts;
    private readonly string[] _formerNames;
    private IReadOnlyList<Seat> _agents = [];
    private IActorRef _model = ActorRefs.Nobody;
    private IActorRef _checkpoints = ActorRefs.Nobody;
    private IActorRef _snapshotReceiver = ActorRefs.Nobody;

    /// <param name="parts">What the server is made of.</param>
    public ServerActor(
        ServerOptions options, TrainingPlan plan, string runFolder, IRunRecorder recorder, ServerParts parts)
        : base(
            new EnlistmentDesk(plan.Workload, plan.Agents, options.Shards, FormerNames(options)),
            options, recorder)
    {
        _plan = plan;
        _runFolder = runFolder;
        _parts = parts;
        _phase = new TimedTally(parts.Classes);
        _accuracies = new(options.TestAccuracies);
        _plans = options.Plans ?? PlanHistory.Of(plan);
        _formerNames = FormerNames(options);
        _points = new RestartPoints(new RestartPoint(
            Turn.First, Client: null, StartState.Initial.Instance, Phase: null, IsDurable: true));
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

    private protected override string Title => "server";

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
            CheckpointSupervisor.Props(Options.RunId, "server", folder, plan, "server", Self), "checkpoints");
        var transfer = new TransferOptions(Options.ChunkBytes, Options.ReplyTimeout, MaxResends: 2);
        _snapshotReceiver = Context.ActorOf(
            Akka.Actor.Props.Create(() => new SnapshotReceiver(transfer)), "snapshot-receiver");
        Membership = Context.ActorOf(_parts.Membership, "membership");
    }

    private protected override void ReceiveInEveryState()
    {
        ReceiveAnswersToThePlan();
        ReceiveLeaving();
        Receive<CheckpointActor.Known>(OnKnown);
        base.ReceiveInEveryState();
        Receive<IWireMessage>(m => Log.Warning("{0} from {1} is ignored in {2}", m.GetType().Name, Sender, Place));
    }

    private static string[] FormerNames(ServerOptions options) =>
        [.. options.FormerAgents.Select(agent => agent.Name)];
}
