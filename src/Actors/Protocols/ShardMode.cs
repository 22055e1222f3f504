namespace SplitLearning.Actors.Server;

/// <summary>Where the samples of each agent come from.</summary>
public enum ShardMode
{
    /// <summary>All agents hold the same dataset; the server deals each its part, in proportion.</summary>
    Simulated,

    /// <summary>Each agent holds data of its own and uses all of it.</summary>
    Private,
}
