using Akka.Actor;
using SplitLearning.Data.Datasets;

namespace SplitLearning.Actors.Protocols;

/// <summary>The baton: one agent at a time passes over its shard.</summary>
/// <remarks>
/// TakeBaton is repeated while nothing is heard of the turn. An agent that has finished the turn answers TurnDone
/// again, one that still fetches the snapshot SnapshotPending; one that trains ignores it: its batches speak for it.
/// A turn is a transaction: where it breaks, both sides go back to the state before it and it is done again, under a
/// higher number. The baton of the highest number counts; an agent drops whatever it was doing for it.
/// </remarks>
public static class TurnProtocol
{
    /// <summary>Agent to server.</summary>
    public interface IAgentMessage : IWireMessage
    {
        /// <summary>The turn that is meant.</summary>
        TurnId Turn { get; }
    }

    /// <summary>Server to agent: the turn is yours.</summary>
    /// <param name="ServerModel">Where the batches of the turn go.</param>
    /// <param name="Snapshot">State to start from; null: the initial state, drawn from the plan's seed.</param>
    public sealed record TakeBaton(
        TurnId Turn, int Epoch, Phase Phase, IActorRef ServerModel, SnapshotSource? Snapshot) : IFromServer;

    /// <summary>Where the newest state of the client model is.</summary>
    /// <param name="Holder">Answers <see cref="SnapshotProtocol.RequestChunk"/>.</param>
    /// <param name="HolderName">Name of the agent, for people.</param>
    public sealed record SnapshotSource(StateHash Hash, IActorRef Holder, string HolderName);

    /// <summary>The snapshot is on its way to the agent; its holder answers, or the agent would give up.</summary>
    public sealed record SnapshotPending(TurnId Turn) : IAgentMessage;

    /// <summary>The agent has the state and begins.</summary>
    /// <param name="SnapshotBytes">Bytes fetched; 0 when the agent held the state already.</param>
    /// <param name="SnapshotSeconds">Time from the baton to the verified state.</param>
    public sealed record BatonTaken(TurnId Turn, long SnapshotBytes, double SnapshotSeconds) : IAgentMessage;

    /// <summary>All batches of the turn have been answered.</summary>
    /// <param name="State">State of the client model after the turn; the agent's holder gives it out.</param>
    public sealed record TurnDone(TurnId Turn, StateHash State) : IAgentMessage
    {
        /// <summary>Time from opening the shard to its first batch; 0 for an empty shard.</summary>
        public double FirstBatchSeconds { get; init; }

        /// <summary>Time in which the model could have worked but for want of a later batch.</summary>
        public double DataWaitSeconds { get; init; }
    }

    /// <summary>The agent cannot finish the turn.</summary>
    public sealed record TurnFailed(TurnId Turn, string Reason) : IAgentMessage;
}
