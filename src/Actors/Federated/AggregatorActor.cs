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
    private readonly FederationPlan _plan;
    private readonly string _runFolder;
    private readonly AggregatorParts _parts;
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    private IReadOnlyList<AgentHost> _hosts = [];
    private IActorRef _model = ActorRefs.Nobody;
    private IActorRef _snapshotSender = ActorRefs.Nobody;
    private IActorRef _snapshotReceiver = ActorRefs.Nobody;
    private HeldStates _held = new();

    /// <param name="parts">What the aggregator is made of.</param>
    public AggregatorActor(
        ServerOptions options, FederationPlan plan, int agents, string runFolder, IRunRecorder recorder,
        AggregatorParts parts)
        : base(
            new EnlistmentDesk(
                plan.Workload, agents, options.Shards, [.. options.FormerAgents.Select(agent => agent.Name)]),
            options, recorder)
    {
        (_plan, _runFolder, _parts) = (plan, runFolder, parts);
        Enlisting();
    }

    /// <summary>An aggregator that finds its agents through the cluster.</summary>
    /// <param name="agents">How many host clients, from 1.</param>
    /// <param name="runFolder">Folder of the run's files; checkpoints go below it.</param>
    /// <param name="recorder">Is told what happens, on the actor's thread.</param>
    /// <param name="weights">The file whose hash the plan names; null when it names none. Agents need none.</param>
    public static Props Props(
        ServerOptions options, FederationPlan plan, int agents, string runFolder, IRunRecorder recorder,
        WeightsFile? weights = null) =>
        Props(options, plan, agents, runFolder, recorder, new AggregatorParts
        {
            Membership = Akka.Actor.Props.Create(() => new MembershipActor()),
            Weights = weights,
        });

    internal static Props Props(
        ServerOptions options, FederationPlan plan, int agents, string runFolder, IRunRecorder recorder,
        AggregatorParts parts) =>
        Akka.Actor.Props.Create(() => new AggregatorActor(options, plan, agents, runFolder, recorder, parts));

    private protected override string Title => "aggregator";

    private protected override Dictionary<string, long> BytesSent { get; } = new()
    {
        ["models"] = 0,
        ["contributions"] = 0,
        ["scores"] = 0,
        ["checkpoint"] = 0,
    };

    /// <inheritdoc/>
    protected override void PreStart()
    {
        var (plan, held, weights) = (_plan, _held = new HeldStates(statesInMemory: Desk.Expected + 1), _parts.Weights);
        var checkpoints = new FederatedCheckpoints(
            new CheckpointFolder(Path.Combine(_runFolder, "checkpoints")), plan,
            new CheckpointKeeper(Options.Retention, Options.TestAccuracies));
        _model = Context.ActorOf(
            Akka.Actor.Props.Create(() => new AggregatorModelActor(plan, checkpoints, weights))
                .WithDispatcher(_parts.ModelDispatcher),
            "aggregator-model");
        _snapshotSender = Context.ActorOf(Akka.Actor.Props.Create(() => new SnapshotSender(held)), "snapshot-sender");
        var transfer = new TransferOptions(Options.ChunkBytes, Options.ReplyTimeout, MaxResends: 2);
        _snapshotReceiver = Context.ActorOf(
            Akka.Actor.Props.Create(() => new SnapshotReceiver(transfer)), "snapshot-receiver");
        Membership = Context.ActorOf(_parts.Membership, "membership");
    }

    private protected override void ReceiveInEveryState()
    {
        ReceiveOffers();
        base.ReceiveInEveryState();
        Receive<IWireMessage>(m => Log.Debug("{0} from {1} comes late", m.GetType().Name, Sender));
        ReceiveAny(_ => { }); // what a part was at when an agent was lost
    }

    private void Finishing()
    {
        Place = "the end of the run";
        Receive<AggregatorModelActor.Result>(result =>
        {
            Record(new RunFinished(result.Sha256, result.Parameters, _watch.Elapsed.TotalSeconds, BytesSent));
            TellEnd(new RunEnded(Completed: true, ""), new Succeeded());
        });
        ReceiveInEveryState();
    }

    // What is done of a round cannot be kept: the run goes on from its newest checkpoint.
    private protected override void Stop(string reason)
    {
        TellEnd(new RunEnded(Completed: false, reason) { CanGoOn = true }, new Suspended(Place));
        Record(new RunInterrupted { BytesSent = BytesSent });
    }
}
