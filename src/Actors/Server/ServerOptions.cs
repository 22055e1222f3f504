using SplitLearning.Actors.Protocols;
using SplitLearning.Models;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;

namespace SplitLearning.Actors.Server;

/// <summary>Settings of the server; defaults and their reasons stand in the node's reference.conf.</summary>
public sealed record ServerOptions
{
    /// <summary>Name of the run, also of its folder.</summary>
    public required string RunId { get; init; }

    /// <summary>Where the samples of each agent come from.</summary>
    public ShardMode Shards { get; init; } = ShardMode.Simulated;

    /// <summary>How long to wait for a sign of life before a message is repeated.</summary>
    public TimeSpan ReplyTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>An agent that makes no progress in its turn for so long is given up.</summary>
    public TimeSpan TurnTimeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Which checkpoints are kept.</summary>
    public CheckpointRetention Retention { get; init; } = new(KeepLast: 3, KeepBest: true);

    /// <summary>A checkpoint is written after so many turns too; 0: only after the plan's epochs.</summary>
    public int CheckpointEveryTurns { get; init; }

    /// <summary>And after the turn that ends so long after the last one; 0: only after the plan's epochs.</summary>
    public TimeSpan CheckpointEveryTime { get; init; }

    /// <summary>Whether the run is gone on with: its folder holds what earlier lives of the server left.</summary>
    public bool IsResumed { get; init; }

    /// <summary>The plans that the run has had so far; null for the one that it is to have, and no other.</summary>
    public PlanHistory? Plans { get; init; }

    /// <summary>
    /// Who took part so far: they and no others do so again; where the number of agents changes, one of them must.
    /// </summary>
    public IReadOnlyList<RunAgent> FormerAgents { get; init; } = [];

    /// <summary>Test accuracies, 0 to 1, of the epochs that are done already; by epoch.</summary>
    public IReadOnlyDictionary<int, double> TestAccuracies { get; init; } = new Dictionary<int, double>();

    /// <summary>What becomes of the run when an agent is lost.</summary>
    public LostAgentPolicy OnLostAgent { get; init; } = LostAgentPolicy.Wait;

    /// <summary>
    /// How long to wait for an agent that was lost before the run goes on without it, or is given up.
    /// </summary>
    public TimeSpan RejoinTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>An agent that comes back is believed when its former life is silent for so long.</summary>
    public TimeSpan IdentityTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long to wait for the agents' good-bye at the end.</summary>
    public TimeSpan EndTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Bytes of a snapshot that are fetched at a time.</summary>
    public int ChunkBytes { get; init; } = 1 << 20;
}

/// <summary>What becomes of the run when an agent is lost.</summary>
public enum LostAgentPolicy
{
    /// <summary>The run waits for it, and does its turn again; where it does not come, the run is given up.</summary>
    Wait,

    /// <summary>The run waits for it; where it does not come, its turns are left out until the next epoch.</summary>
    Skip,

    /// <summary>The run is given up at once.</summary>
    Stop,
}
