using System.Runtime.Serialization;
using SplitLearning.Actors.Protocols;
using SplitLearning.Models.State;
using Messages = SplitLearning.Actors.Protocols.CheckpointProtocol;

namespace SplitLearning.Actors.Wire;

internal static class CheckpointCodecs
{
    public static IEnumerable<Codec> All { get; } =
    [
        Codec.Of(
            "write-checkpoint", WriteCheckpoint.Parser,
            (Messages.WriteCheckpoint m) => new WriteCheckpoint
            {
                Epochs = m.Place.Epochs,
                Turns = m.Place.Turns,
                StateHash = m.State.Hex,
            },
            h => new(new CheckpointPlace(h.Epochs, h.Turns), new StateHash(h.StateHash))),
        Codec.Of(
            "checkpoint-part-written", CheckpointPartWritten.Parser,
            (Messages.PartWritten m) => new CheckpointPartWritten
            {
                Epochs = m.Place.Epochs,
                Turns = m.Place.Turns,
                File = m.File,
                Bytes = m.Bytes,
                Sha256 = m.Sha256,
            },
            h => new(new CheckpointPlace(h.Epochs, h.Turns), h.File, h.Bytes, h.Sha256)),
        Codec.Of(
            "checkpoint-part-failed", CheckpointPartFailed.Parser,
            (Messages.PartFailed m) => new CheckpointPartFailed
            {
                Epochs = m.Place.Epochs,
                Turns = m.Place.Turns,
                Reason = m.Reason,
            },
            h => new(new CheckpointPlace(h.Epochs, h.Turns), h.Reason)),
        Codec.Of(
            "checkpoint-complete", CheckpointComplete.Parser,
            (Messages.CheckpointComplete m) => new CheckpointComplete
            {
                Epochs = m.Place.Epochs,
                Turns = m.Place.Turns,
                KeepEpochs = { m.Keep.Select(place => place.Epochs) },
                KeepTurns = { m.Keep.Select(place => place.Turns) },
            },
            h => new(new CheckpointPlace(h.Epochs, h.Turns), Kept(h))),
        Codec.Of(
            "checkpoint-manifest-written", CheckpointManifestWritten.Parser,
            (Messages.ManifestWritten m) => new CheckpointManifestWritten
            {
                Epochs = m.Place.Epochs,
                Turns = m.Place.Turns,
            },
            h => new(new CheckpointPlace(h.Epochs, h.Turns))),
    ];

    private static CheckpointPlace[] Kept(CheckpointComplete header) =>
        header.KeepEpochs.Count == header.KeepTurns.Count
            ? [.. header.KeepEpochs.Zip(header.KeepTurns, (epochs, turns) => new CheckpointPlace(epochs, turns))]
            : throw new SerializationException(
                $"Checkpoints to keep have {header.KeepEpochs.Count} epochs and {header.KeepTurns.Count} turns; "
                + "as many of each are expected.");
}
