namespace SplitLearning.Actors.Protocols;

/// <summary>Where the samples of each agent come from; the numbers are part of the wire format.</summary>
public enum ShardMode
{
    /// <summary>All agents hold the same dataset; each works out from the plan which part of it is its own.</summary>
    Simulated = 1,

    /// <summary>Each agent holds data of its own and uses all of it.</summary>
    Private = 2,
}
