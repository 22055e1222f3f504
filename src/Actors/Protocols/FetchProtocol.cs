namespace SplitLearning.Actors.Protocols;

/// <summary>A node asks its snapshot receiver to fetch a state; stays within a node.</summary>
public static class FetchProtocol
{
    /// <summary>
    /// To the receiver; answered with <see cref="Fetched"/> or <see cref="FetchFailed"/>, unless the next one overtakes
    /// it.
    /// </summary>
    public sealed record Fetch(TurnProtocol.SnapshotSource Source);

    /// <param name="State">Verified against the hash.</param>
    /// <param name="Seconds">From the request to the verified state.</param>
    public sealed record Fetched(StateHash Hash, ReadOnlyMemory<byte> State, double Seconds);

    /// <summary>The state could not be had.</summary>
    public sealed record FetchFailed(StateHash Hash, string Reason);
}
