namespace SplitLearning.Actors.Protocols;

/// <summary>All sides write their part of a checkpoint; it exists when all have confirmed, never before.</summary>
/// <remarks>
/// WriteCheckpoint and then CheckpointComplete are repeated until all have answered; what is done is confirmed again.
/// </remarks>
public static class CheckpointProtocol
{
    /// <summary>Agent to server.</summary>
    public interface IAgentMessage : IWireMessage
    {
        /// <summary>The epoch after which the checkpoint is taken.</summary>
        int Epoch { get; }
    }

    /// <summary>Server to agent.</summary>
    /// <param name="State">State of the client model that the checkpoint is to hold.</param>
    public sealed record WriteCheckpoint(int Epoch, StateHash State) : IFromServer;

    /// <summary>The part is on disk.</summary>
    /// <param name="File">Path on the agent's machine.</param>
    /// <param name="Sha256">Hash of the file, lower-case hex.</param>
    public sealed record PartWritten(int Epoch, string File, long Bytes, string Sha256) : IAgentMessage;

    /// <summary>The part, or its manifest, could not be written.</summary>
    public sealed record PartFailed(int Epoch, string Reason) : IAgentMessage;

    /// <summary>Server to agent: all parts are on disk.</summary>
    public sealed record CheckpointComplete(int Epoch) : IFromServer;

    /// <summary>The checkpoint exists on the agent's side too: its manifest is on disk.</summary>
    public sealed record ManifestWritten(int Epoch) : IAgentMessage;
}
