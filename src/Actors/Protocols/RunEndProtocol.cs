namespace SplitLearning.Actors.Protocols;

/// <summary>The server tells every agent that the run is over; an agent that must stop tells the server.</summary>
/// <remarks>The server waits for the answers for a short while before it leaves; nothing depends on them.</remarks>
public static class RunEndProtocol
{
    /// <summary>Server to agent.</summary>
    /// <param name="Completed">All epochs are done; otherwise the run was given up.</param>
    /// <param name="Reason">Why the run was given up; empty when completed.</param>
    public sealed record RunEnded(bool Completed, string Reason) : IFromServer
    {
        /// <summary>The server was stopped on purpose, and may be back.</summary>
        public bool CanGoOn { get; init; }
    }

    /// <summary>Agent to server: the agent has seen the end.</summary>
    public sealed record RunEndedSeen : IWireMessage;

    /// <summary>Agent to server: the agent gives up at once, e.g. because a part of it has failed.</summary>
    public sealed record AgentLeaving(string Reason) : IWireMessage;
}
