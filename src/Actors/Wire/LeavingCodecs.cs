using SplitLearning.Actors.Protocols;
using Messages = SplitLearning.Actors.Protocols.LeavingProtocol;

namespace SplitLearning.Actors.Wire;

internal static class LeavingCodecs
{
    public static IEnumerable<Codec> All(ActorRefs refs) =>
    [
        Codec.Of(
            "leave-requested", LeaveRequested.Parser,
            (Messages.LeaveRequested m) => new LeaveRequested { Reason = m.Reason },
            h => new(h.Reason)),
        Codec.Of(
            "leave-granted", LeaveGranted.Parser, (Messages.LeaveGranted _) => new LeaveGranted(), _ => new()),
        Codec.Of(
            "take-over", TakeOver.Parser,
            (Messages.TakeOver m) => new TakeOver
            {
                StateHash = m.Source.Hash.Hex,
                Holder = ActorRefs.Path(m.Source.Holder),
                HolderName = m.Source.HolderName,
            },
            h => new(new TurnProtocol.SnapshotSource(
                new StateHash(h.StateHash), refs.Resolve(h.Holder), h.HolderName))),
        Codec.Of(
            "taken-over", TakenOver.Parser,
            (Messages.TakenOver m) => new TakenOver { StateHash = m.State.Hex },
            h => new(new StateHash(h.StateHash))),
        Codec.Of(
            "take-over-failed", TakeOverFailed.Parser,
            (Messages.TakeOverFailed m) => new TakeOverFailed { StateHash = m.State.Hex, Reason = m.Reason },
            h => new(new StateHash(h.StateHash), h.Reason)),
    ];
}
