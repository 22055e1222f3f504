using SplitLearning.Actors.Protocols;
using Messages = SplitLearning.Actors.Protocols.SnapshotProtocol;

namespace SplitLearning.Actors.Wire;

internal static class SnapshotCodecs
{
    public static IEnumerable<Codec> All { get; } =
    [
        Codec.Of(
            "request-chunk", RequestChunk.Parser,
            (Messages.RequestChunk m) => new RequestChunk { Hash = m.Hash.Hex, Offset = m.Offset, Length = m.Length },
            h => new(new StateHash(h.Hash), h.Offset, h.Length)),
        Codec.Of(
            "snapshot-chunk", SnapshotChunk.Parser,
            (Messages.SnapshotChunk m) => new WireForm(
                new SnapshotChunk { Hash = m.Hash.Hex, Offset = m.Offset, Total = m.Total }, m.Bytes),
            (h, blobs) => new(new StateHash(h.Hash), h.Offset, h.Total, blobs.Rest())),
        Codec.Of(
            "snapshot-unavailable", SnapshotUnavailable.Parser,
            (Messages.SnapshotUnavailable m) => new SnapshotUnavailable { Hash = m.Hash.Hex, Reason = m.Reason },
            h => new(new StateHash(h.Hash), h.Reason)),
    ];
}
