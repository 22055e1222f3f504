namespace SplitLearning.Actors.Protocols;

/// <summary>A state of the client model goes from who holds it to who asks, chunk by chunk.</summary>
/// <remarks>
/// The receiver asks for each chunk by hash and offset, so that it sets the pace and asking again is always safe.
/// It keeps two requests open: the sender never has more than two chunks in memory beside the state.
/// </remarks>
public static class SnapshotProtocol
{
    /// <summary>Receiver to sender.</summary>
    /// <param name="Offset">Place of the chunk's first byte in the state.</param>
    /// <param name="Length">Bytes asked for; fewer come at the state's end.</param>
    public sealed record RequestChunk(StateHash Hash, long Offset, int Length) : IWireMessage;

    /// <summary>Sender to receiver.</summary>
    public interface ISenderMessage : IWireMessage
    {
        /// <summary>The state that is meant.</summary>
        StateHash Hash { get; }
    }

    /// <param name="Offset">Place of the first byte in the state.</param>
    /// <param name="Total">Size of the whole state, bytes.</param>
    public sealed record SnapshotChunk(StateHash Hash, long Offset, long Total, ReadOnlyMemory<byte> Bytes)
        : ISenderMessage;

    /// <summary>Final: the sender does not hold this state, or the request lies outside of it.</summary>
    public sealed record SnapshotUnavailable(StateHash Hash, string Reason) : ISenderMessage;
}
