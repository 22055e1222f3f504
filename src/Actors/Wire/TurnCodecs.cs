using System.Runtime.Serialization;
using SplitLearning.Actors.Protocols;
using SplitLearning.Data.Datasets;
using Messages = SplitLearning.Actors.Protocols.TurnProtocol;

namespace SplitLearning.Actors.Wire;

internal static class TurnCodecs
{
    public static IEnumerable<Codec> All(ActorRefs refs) =>
    [
        Codec.Of(
            "take-baton", TakeBaton.Parser,
            (Messages.TakeBaton m) => new TakeBaton
            {
                Turn = m.Turn.Number,
                Epoch = m.Epoch,
                Phase = (int)m.Phase,
                ServerModel = ActorRefs.Path(m.ServerModel),
                SnapshotHash = m.Snapshot?.Hash.Hex ?? "",
                SnapshotHolder = m.Snapshot is { } source ? ActorRefs.Path(source.Holder) : "",
                SnapshotHolderName = m.Snapshot?.HolderName ?? "",
            },
            h => new(new TurnId(h.Turn), h.Epoch, PhaseOf(h), refs.Resolve(h.ServerModel), Source(h, refs))),
        Codec.Of(
            "snapshot-pending", SnapshotPending.Parser,
            (Messages.SnapshotPending m) => new SnapshotPending { Turn = m.Turn.Number },
            h => new(new TurnId(h.Turn))),
        Codec.Of(
            "baton-taken", BatonTaken.Parser,
            (Messages.BatonTaken m) => new BatonTaken
            {
                Turn = m.Turn.Number,
                SnapshotBytes = m.SnapshotBytes,
                SnapshotSeconds = m.SnapshotSeconds,
            },
            h => new(new TurnId(h.Turn), h.SnapshotBytes, h.SnapshotSeconds)),
        Codec.Of(
            "turn-done", TurnDone.Parser,
            (Messages.TurnDone m) => new TurnDone
            {
                Turn = m.Turn.Number,
                StateHash = m.State.Hex,
                FirstBatchSeconds = m.FirstBatchSeconds,
                DataWaitSeconds = m.DataWaitSeconds,
            },
            h => new(new TurnId(h.Turn), new StateHash(h.StateHash))
            {
                FirstBatchSeconds = h.FirstBatchSeconds,
                DataWaitSeconds = h.DataWaitSeconds,
            }),
        Codec.Of(
            "turn-failed", TurnFailed.Parser,
            (Messages.TurnFailed m) => new TurnFailed { Turn = m.Turn.Number, Reason = m.Reason },
            h => new(new TurnId(h.Turn), h.Reason)),
    ];

    private static Phase PhaseOf(TakeBaton header) => (Phase)header.Phase is var phase and (Phase.Train or Phase.Test)
        ? phase
        : throw new SerializationException(
            $"The baton's phase is {header.Phase}; 1 (train) or 2 (test) is expected.");

    private static Messages.SnapshotSource? Source(TakeBaton header, ActorRefs refs) => header.SnapshotHash.Length == 0
        ? null
        : new(new StateHash(header.SnapshotHash), refs.Resolve(header.SnapshotHolder), header.SnapshotHolderName);
}
