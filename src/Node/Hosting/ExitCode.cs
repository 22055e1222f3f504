namespace SplitLearning.Node.Hosting;

/// <summary>How the program ends; meaning, cause and remedy of each stand in <c>docs/exit-codes.md</c>.</summary>
internal enum ExitCode
{
    /// <summary>The command did what it was asked to do.</summary>
    Success = 0,

    /// <summary>A defect of the program; the log file has the stack trace.</summary>
    InternalError = 1,

    /// <summary>The command line was not understood.</summary>
    Usage = 2,

    /// <summary>A setting, in a file or on the command line, is unknown, malformed or out of range.</summary>
    Configuration = 3,

    /// <summary>The data is missing or not what the workload needs.</summary>
    Data = 4,

    /// <summary>Another program listens on the address.</summary>
    AddressInUse = 5,

    /// <summary>The server could not be reached, or was lost.</summary>
    ServerUnreachable = 6,

    /// <summary>An agent was lost in mid-run, or did not come in time.</summary>
    AgentLost = 7,

    /// <summary>The other side refused this one: secret, protocol version or plan differ.</summary>
    Refused = 8,

    /// <summary>A file of the run, or a store, could not be written or read.</summary>
    Storage = 9,

    /// <summary>The server gave the run up for a reason that does not lie with this agent.</summary>
    RunGivenUp = 10,

    /// <summary>Somebody stopped the server on purpose, and it has not come back in time.</summary>
    ServerStopped = 11,

    /// <summary>Federated training has left the numbers that can be reckoned with.</summary>
    Diverged = 12,

    /// <summary>Stopped by Ctrl-C, by SIGTERM, or because the program that started it has gone.</summary>
    Interrupted = 130,
}
