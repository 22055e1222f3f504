using static SplitLearning.Actors.Protocols.TurnProtocol;

namespace SplitLearning.Actors.Protocols;

/// <summary>An agent that somebody wants to stop goes when the others can do without what it holds.</summary>
/// <remarks>
/// LeaveRequested is repeated until it is granted. Meanwhile the agent takes no turn, but gives out states and writes
/// checkpoints; one that is in its turn drops it. Where nobody else holds the newest state, the server has another
/// agent fetch it, or, with no other agent there, a checkpoint written.
/// </remarks>
public static class LeavingProtocol
{
    /// <summary>Agent to server.</summary>
    public interface IAgentMessage : IWireMessage;

    /// <summary>Server to agent.</summary>
    public interface IServerMessage : IFromServer;

    /// <param name="Reason">One line, for people.</param>
    public sealed record LeaveRequested(string Reason) : IAgentMessage;

    /// <summary>Nothing is lost when the agent ends now.</summary>
    public sealed record LeaveGranted : IServerMessage;

    /// <summary>To another agent: hold this state too. Repeated with the request.</summary>
    public sealed record TakeOver(SnapshotSource Source) : IServerMessage;

    /// <summary>It holds the state.</summary>
    public sealed record TakenOver(StateHash State) : IAgentMessage;

    /// <summary>It could not fetch the state.</summary>
    public sealed record TakeOverFailed(StateHash State, string Reason) : IAgentMessage;
}
