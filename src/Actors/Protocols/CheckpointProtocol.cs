using SplitLearning.Models.State;

namespace SplitLearning.Actors.Protocols;

/// <summary>All who hold the state write their part of a checkpoint; it exists when all have confirmed.</summary>
/// <remarks>
/// WriteCheckpoint and then CheckpointComplete are repeated until all have answered; what is done is confirmed again.
/// </remarks>
public static class CheckpointProtocol
{
    /// <summary>Agent to server.</summary>
    public interface IAgentMessage : IWireMessage
    {
        /// <summary>Where in the run the checkpoint is taken.</summary>
        CheckpointPlace Place { get; }
    }

    /// <summary>Server to agent.</summary>
    /// <param name="State">State of the client model that the checkpoint is to hold.</param>
    public sealed record WriteCheckpoint(CheckpointPlace Place, StateHash State) : IFromServer;

    /// <summary>The part is on disk.</summary>
    /// <param name="File">Path on the agent's machine.</param>
    /// <param name="Sha256">Hash of the file, lower-case hex.</param>
    public sealed record PartWritten(CheckpointPlace Place, string File, long Bytes, string Sha256) : IAgentMessage;

    /// <summary>The part, or its manifest, could not be written.</summary>
    public sealed record PartFailed(CheckpointPlace Place, string Reason) : IAgentMessage;

    /// <summary>Server to agent: all parts are on disk.</summary>
    /// <param name="Keep">The checkpoints to keep, this one among them; others may go.</param>
    public sealed record CheckpointComplete(CheckpointPlace Place, IReadOnlyList<CheckpointPlace> Keep) : IFromServer;

    /// <summary>The checkpoint exists on the agent's side too: its manifest is on disk.</summary>
    public sealed record ManifestWritten(CheckpointPlace Place) : IAgentMessage;
}
