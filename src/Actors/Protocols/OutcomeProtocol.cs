namespace SplitLearning.Actors.Protocols;

/// <summary>The program asks the actor that it hosts how the run ended; these messages stay within a node.</summary>
public static class OutcomeProtocol
{
    /// <summary>Answered once, when the run is over for this node, with an <see cref="IOutcome"/>.</summary>
    public sealed record AwaitOutcome;

    /// <summary>
    /// Asks the actor to end in order, e.g. after Ctrl-C: a server first writes a checkpoint, an agent first sees to it
    /// that what it holds is not lost.
    /// </summary>
    /// <param name="Reason">One line that the others are told.</param>
    public sealed record StopRun(string Reason);

    /// <summary>Asks a server to give the run up at once and to tell the others.</summary>
    /// <param name="Reason">One line that the others are told.</param>
    public sealed record GiveRunUp(string Reason);

    /// <summary>How the run ended.</summary>
    public interface IOutcome;

    /// <summary>As planned.</summary>
    public sealed record Succeeded : IOutcome;

    /// <summary>Before its plan, on purpose and with nothing lost: the run can be gone on with.</summary>
    /// <param name="Place">Where it goes on, for people.</param>
    public sealed record Suspended(string Place) : IOutcome;

    /// <summary>Before its plan.</summary>
    /// <param name="Kind">Decides the exit code.</param>
    /// <param name="Reason">One line that names the cause.</param>
    public sealed record Failed(FailureKind Kind, string Reason) : IOutcome;
}

/// <summary>Why a run ended before its plan; the numbers are part of the wire format.</summary>
public enum FailureKind
{
    /// <summary>A defect of the program; the log has the details.</summary>
    Internal,

    /// <summary>An agent was lost or made no progress.</summary>
    AgentLost,

    /// <summary>The server could not be reached, or was lost.</summary>
    ServerLost,

    /// <summary>The server does not let this agent take part, or the agent cannot follow the plan.</summary>
    Refused,

    /// <summary>Data could not be read.</summary>
    Data,

    /// <summary>A file of the run could not be written.</summary>
    Storage,

    /// <summary>The server gave the run up for a reason that does not lie with this node.</summary>
    RunGivenUp,

    /// <summary>Somebody stopped the run on purpose.</summary>
    Stopped,

    /// <summary>Somebody stopped the server on purpose, who may start it again.</summary>
    ServerStopped,

    /// <summary>A loss or a weight is not finite any more.</summary>
    Diverged,
}
