namespace SplitLearning.EndToEnd.Tests.Faults;

/// <summary>What is done to a run.</summary>
internal enum FaultKind
{
    /// <summary>Nothing: the run is not interrupted.</summary>
    None,

    /// <summary>The server is killed and started again.</summary>
    KillServer,

    /// <summary>The agent whose turn it is.</summary>
    KillActive,

    /// <summary>The agent whose turn is next.</summary>
    KillNext,

    /// <summary>The agent whose turn was before; it holds the snapshot.</summary>
    KillPrevious,

    /// <summary>Two processes at once.</summary>
    KillTwo,

    /// <summary>An agent is stopped for longer than the others wait for it, and then goes on.</summary>
    Pause,

    /// <summary>An agent's network is cut off and healed.</summary>
    Cut,

    /// <summary>An agent's disk is full when a checkpoint is due; then there is room again.</summary>
    FullDisk,

    /// <summary>A part of the newest checkpoint is torn and the server is killed.</summary>
    TornCheckpoint,
}

/// <summary>Which process, by its place in the round at that moment.</summary>
internal enum Victim
{
    Server,
    Active,
    Next,
    Previous,
}
