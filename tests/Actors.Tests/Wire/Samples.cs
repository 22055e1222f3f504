using Akka.Actor;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Tests.Fakes;
using SplitLearning.Data;
using SplitLearning.Data.Datasets;
using SplitLearning.Models.Federated;
using SplitLearning.Models.State;
using SplitLearning.Models.Tests.Federated;
using static SplitLearning.Actors.Protocols.BatchProtocol;
using static SplitLearning.Actors.Protocols.CheckpointProtocol;
using static SplitLearning.Actors.Protocols.EnlistmentProtocol;
using static SplitLearning.Actors.Protocols.FederationProtocol;
using static SplitLearning.Actors.Protocols.InspectionProtocol;
using static SplitLearning.Actors.Protocols.LeavingProtocol;
using static SplitLearning.Actors.Protocols.RunEndProtocol;
using static SplitLearning.Actors.Protocols.SnapshotProtocol;
using static SplitLearning.Actors.Protocols.TurnProtocol;

namespace SplitLearning.Actors.Tests.Wire;

/// <summary>Messages of every kind that crosses the wire, ordinary ones and those at the edges.</summary>
internal static class Samples
{
    private static readonly TurnId Turn = new(7);
    private static readonly BatchId Batch = new(Turn, 3);
    private static readonly StateHash Hash = StateHash.Of("state"u8);

    public static IReadOnlyList<IWireMessage> All(IActorRef actor) =>
        [.. Ordinary(actor), .. Edges(actor)];

    /// <summary>One of each kind, every field filled.</summary>
    public static IReadOnlyList<IWireMessage> Ordinary(IActorRef actor) =>
    [
        new Enlist(1, "agent-1", "mnist", 60000, 10000, "c0ffee", "MNIST") { Process = "c0c0a" },
        new EnlistmentAccepted(2, 3),
        new EnlistmentRefused("its name 'ä' is taken"),
        new PlanAssigned("run-1", Plans.Of(agents: 3, epochs: 5), 2, ShardMode.Private),
        new PlanAccepted("run-1", 20001, 4) { LastTurn = 7, Holder = actor, Held = [Hash] },
        new PlanDeclined("run-1", "Threads is 0"),
        new TakeBaton(Turn, 2, Phase.Test, actor, new SnapshotSource(Hash, actor, "agent-2")),
        new SnapshotPending(Turn),
        new BatonTaken(Turn, 10_240, 0.25),
        new TurnDone(Turn, Hash) { FirstBatchSeconds = 0.75, DataWaitSeconds = 0.125 },
        new TurnFailed(Turn, "the server has not answered"),
        new ForwardBatch(Batch, 312, Tensors.Floats([2, 3], [1, 2, 3, 4, 5, 6]), Tensors.Longs(9, 0)),
        new CutGradient(Batch, Tensors.Floats([2, 3], [-1, -2, -3, -4, -5, -6]), 2.302585),
        new BatchScored(Batch, 0.125, 61),
        new BatchRejected(Batch, "no turn is under way"),
        new RequestChunk(Hash, 1L << 33, 1 << 20),
        new SnapshotChunk(Hash, 4, 12, new byte[] { 1, 2, 3, 4 }),
        new SnapshotUnavailable(Hash, "not held here"),
        new WriteCheckpoint(CheckpointPlace.AfterEpoch(5), Hash),
        new PartWritten(CheckpointPlace.AfterEpoch(5), "client.safetensors", 1L << 33, "c0ffee"),
        new PartFailed(CheckpointPlace.AfterEpoch(5), "No space left on device"),
        new CheckpointComplete(CheckpointPlace.AfterEpoch(5), [new(4, 2)]),
        new ManifestWritten(CheckpointPlace.AfterEpoch(5)),
        new RunEnded(Completed: false, "Agent 'agent-2' is lost") { CanGoOn = true },
        new RunEndedSeen(),
        new AgentLeaving("Ctrl-C"),
        new LeaveRequested("Ctrl-C"),
        new LeaveGranted(),
        new TakeOver(new SnapshotSource(Hash, actor, "agent-2")),
        new TakenOver(Hash),
        new TakeOverFailed(Hash, "not held here"),
        new FederationAssigned("run-1", Federation.Plan(), ShardMode.Private),
        new ClientsOffered("run-1", [new(0, 17, 4, Unseen: false), new(1, 3, 9, Unseen: true)], actor),
        new FederationDeclined("run-1", "Rounds is 0"),
        new HostClients(3, 10, [new(5, 0), new(7, 1)]),
        new ClientsHosted(3),
        new HostingFailed(3, FailureKind.Storage, "torn"),
        new RunJob(
            new JobId(3, 7), JobKind.Evaluate,
            new RoundOrder(11, [], [new(5, 0.25, Group: 2), new(7, 0.75)]) { Sums = 3, Pull = true },
            new SnapshotSource(Hash, actor, "server")),
        new JobPending(new JobId(3, 7), 12),
        new JobDone(new JobId(3, 7), Hash, 1L << 33),
        new JobFailed(new JobId(3, 7), FailureKind.Diverged, "client 5 diverged"),
        new SaveClients(3, 10),
        new ClientsSaved(3, 10, ["client-0005.safetensors", "manifest.json"], 1L << 33),
        new SavingFailed(3, 10, "No space left on device"),
        new InspectCluster(),
        new ClusterSeen("a:1", "b:2", [new("a:1", 7, "Up", ["agent", "server"], true), new("b:2", -1, "Down", [], false)]),
        new LeaveMember("a:1"),
        new DownMember("a:1"),
        new MemberTold("a:1", IsMember: true),
        new InspectActors(),
        new ActorsSeen(["/user/a", "/user/a/b"]),
    ];

    private static IEnumerable<IWireMessage> Edges(IActorRef actor) =>
    [
        new TakeBaton(new TurnId(1), 1, Phase.Train, actor, Snapshot: null),
        new RunEnded(Completed: true, ""),
        new Enlist(0, "", "", int.MinValue, int.MaxValue, "", ""),
        new PlanAccepted("", int.MinValue, int.MaxValue) { Holder = actor },
        new BatonTaken(new TurnId(int.MaxValue), long.MaxValue, double.MaxValue),
        new BatchScored(new BatchId(new TurnId(-1), -1), double.NaN, 0),
        new RequestChunk(new StateHash(""), long.MinValue, int.MinValue),
        new SnapshotChunk(Hash, 0, 0, ReadOnlyMemory<byte>.Empty),
        new CutGradient(Batch, new TensorData([], TensorDtype.Float32, new byte[4]), double.NegativeInfinity), // scalar
        new ForwardBatch(Batch, 0, new TensorData([0, 6, 14, 14], TensorDtype.Float32, default), Tensors.Longs()),
        new PlanAssigned("run-1", Plans.Of(agents: 1) with { Seed = long.MinValue }, 1, ShardMode.Simulated),
        new PlanAssigned("run-1", Plans.Scheduled, 1, ShardMode.Simulated),
        new ClientsOffered("", [], actor),
        new HostClients(int.MinValue, -1, []),
        new RunJob(
            new JobId(-1, int.MaxValue), JobKind.Train, new RoundOrder(0, [], []),
            new SnapshotSource(new StateHash(""), actor, "")),
    ];
}
