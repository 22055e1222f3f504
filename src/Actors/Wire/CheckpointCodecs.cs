using SplitLearning.Actors.Protocols;
using Messages = SplitLearning.Actors.Protocols.CheckpointProtocol;

namespace SplitLearning.Actors.Wire;

internal static class CheckpointCodecs
{
    public static IEnumerable<Codec> All { get; } =
    [
        Codec.Of(
            "write-checkpoint", WriteCheckpoint.Parser,
            (Messages.WriteCheckpoint m) => new WriteCheckpoint { Epoch = m.Epoch, StateHash = m.State.Hex },
            h => new(h.Epoch, new StateHash(h.StateHash))),
        Codec.Of(
            "checkpoint-part-written", CheckpointPartWritten.Parser,
            (Messages.PartWritten m) => new CheckpointPartWritten
            {
                Epoch = m.Epoch,
                File = m.File,
                Bytes = m.Bytes,
                Sha256 = m.Sha256,
            },
            h => new(h.Epoch, h.File, h.Bytes, h.Sha256)),
        Codec.Of(
            "checkpoint-part-failed", CheckpointPartFailed.Parser,
            (Messages.PartFailed m) => new CheckpointPartFailed { Epoch = m.Epoch, Reason = m.Reason },
            h => new(h.Epoch, h.Reason)),
        Codec.Of(
            "checkpoint-complete", CheckpointComplete.Parser,
            (Messages.CheckpointComplete m) => new CheckpointComplete { Epoch = m.Epoch },
            h => new(h.Epoch)),
        Codec.Of(
            "checkpoint-manifest-written", CheckpointManifestWritten.Parser,
            (Messages.ManifestWritten m) => new CheckpointManifestWritten { Epoch = m.Epoch },
            h => new(h.Epoch)),
    ];
}
