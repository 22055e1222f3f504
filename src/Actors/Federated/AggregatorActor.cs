using System.Diagnostics;
using Akka.Actor;
using Akka.Event;
using SplitLearning.Actors.Enlistment;
using SplitLearning.Actors.Membership;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Server;
using SplitLearning.Actors.Snapshots;
using SplitLearning.Models.Federated;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;
using static SplitLearning.Actors.Protocols.RunEndProtocol;

namespace SplitLearning.Actors.Federated;

/// <summary>
/// Leads a federated run: Enlisting, Gathering, Opening, Placing, then for each round Ordering and InJob, once to train
/// and once to evaluate, and Saving after some rounds; Finishing, Ending, Ended. Gathering again wherever an agent is
/// lost: then all go on from the newest checkpoint that all have.
/// </summary>
/// <remarks>
/// Hosted under the name <c>server</c>, as agents ask for it: one agent's program takes part in runs of both kinds. An
/// agent hosts many clients, and models and sums travel once for each agent, not once for each client.
/// </remarks>
public sealed partial class AggregatorActor : LeaderActor
{
    private readonly ServerOptions _options;
    private readonly FederationPlan _plan;
    private readonly string _runFolder;
    private readonly IRunRecorder _recorder;
    private readonly AggregatorParts _parts;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly Dictionary<string, long> _bytesSent = new()
    {
        ["models"] = 0,
        ["contributions"] = 0,
        ["scores"] = 0,
        ["checkpoint"] = 0,
    };

    private IReadOnlyList<AgentHost> _hosts = [];
    private IActorRef _model = ActorRefs.Nobody;
    private IActorRef _snapshotSender = ActorRefs.Nobody;
    private IActorRef _snapshotReceiver = ActorRefs.Nobody;
    private IActorRef _membership = ActorRefs.Nobody;
    private HeldStates _held = new();
    private string _place = "enlistment";

    /// <param name="parts">What the aggregator is made of.</param>
    public AggregatorActor(
        ServerOptions options, FederationPlan plan, int agents, string runFolder, IRunRecorder recorder,
        AggregatorParts parts)
        : base(
            new EnlistmentDesk(
                plan.Workload, agents, options.Shards, [.. options.FormerAgents.Select(agent => agent.Name)]),
            options.IdentityTimeout, options.EndTimeout)
    {
        (_options, _plan, _runFolder, _recorder, _parts) = (options, plan, runFolder, recorder, parts);
        Enlisting();
    }

    /// <summary>An aggregator that finds its agents through the cluster.</summary>
    /// <param name="agents">How many host clients, from 1.</param>
    /// <param name="runFolder">Folder of the run's files; checkpoints go below it.</param>
    /// <param name="recorder">Is told what happens, on the actor's thread.</param>
    public static Props Props(
        ServerOptions options, FederationPlan plan, int agents, string runFolder, IRunRecorder recorder) =>
        Props(options, plan, agents, runFolder, recorder, new AggregatorParts
        {
            Membership = Akka.Actor.Props.Create(() => new MembershipActor()),
        });

    internal static Props Props(
        ServerOptions options, FederationPlan plan, int agents, string runFolder, IRunRecorder recorder,
        AggregatorParts parts) =>
        Akka.Actor.Props.Create(() => new AggregatorActor(options, plan, agents, runFolder, recorder, parts));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        var (plan, held) = (_plan, _held = new HeldStates(statesInMemory: Desk.Expected + 1));
        var checkpoints = new FederatedCheckpoints(
            new CheckpointFolder(Path.Combine(_runFolder, "checkpoints")), plan,
            new CheckpointKeeper(_options.Retention, _options.TestAccuracies));
        _model = Context.ActorOf(
            Akka.Actor.Props.Create(() => new AggregatorModelActor(plan, checkpoints))
                .WithDispatcher(_parts.ModelDispatcher),
            "aggregator-model");
        _snapshotSender = Context.ActorOf(Akka.Actor.Props.Create(() => new SnapshotSender(held)), "snapshot-sender");
        var transfer = new TransferOptions(_options.ChunkBytes, _options.ReplyTimeout, MaxResends: 2);
        _snapshotReceiver = Context.ActorOf(
            Akka.Actor.Props.Create(() => new SnapshotReceiver(transfer)), "snapshot-receiver");
        _membership = Context.ActorOf(_parts.Membership, "membership");
    }

    /// <summary>What every state of a run under way answers in the same way.</summary>
    private void ReceiveInEveryState()
    {
        ReceiveThoseWhoAwaitTheOutcome();
        ReceiveEnlistment();
        ReceiveLosses();
        Receive<StopRun>(m => Stop(m.Reason));
        Receive<GiveRunUp>(m => GiveUp(FailureKind.Stopped, m.Reason));
        Receive<PartBroken>(m => GiveUp(FailureKind.Internal, CauseOf(m.Error)));
        Receive<Tick>(_ => { }); // armed in a state that has ended
        Receive<IWireMessage>(m => Log.Debug("{0} from {1} comes late", m.GetType().Name, Sender));
        ReceiveAny(_ => { }); // what a part was at when an agent was lost
    }

    private void Finishing()
    {
        _place = "the end of the run";
        Receive<AggregatorModelActor.Result>(result =>
        {
            Record(new RunFinished(result.Sha256, result.Parameters, _watch.Elapsed.TotalSeconds, _bytesSent));
            TellEnd(new RunEnded(Completed: true, ""), new Succeeded());
        });
        ReceiveInEveryState();
    }

    // What is done of a round cannot be kept: the run goes on from its newest checkpoint.
    private void Stop(string reason)
    {
        TellEnd(new RunEnded(Completed: false, reason) { CanGoOn = true }, new Suspended(_place));
        Record(new RunInterrupted { BytesSent = _bytesSent });
    }

    /// <param name="gone">Will not say good-bye.</param>
    private void GiveUp(FailureKind kind, string reason, IActorRef? gone = null)
    {
        Log.Error("The run is given up: {0}", reason);
        TellEnd(new RunEnded(Completed: false, reason), new Failed(kind, reason), gone);
        // Last: also where it cannot be written the others are told.
        Record(new RunFailed(reason) { BytesSent = _bytesSent });
    }

    private string CauseOf(Exception error)
    {
        Log.Error(error, "A part of the aggregator has failed");
        return $"The aggregator has failed in {_place}: {error.GetBaseException().Message}";
    }

    private void Record(RunEvent runEvent) => _recorder.Record(runEvent);

    private static TimeSpan Now => Context.System.Scheduler.MonotonicClock;

    /// <summary>Somebody has been waited for long enough.</summary>
    private sealed record Tick
    {
        public static readonly Tick Instance = new();
    }

    private sealed record RejoinTimeout
    {
        public static readonly RejoinTimeout Instance = new();
    }
}
