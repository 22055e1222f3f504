using Akka.Actor;
using SplitLearning.Actors.Protocols;
using SplitLearning.Data.Datasets;
using SplitLearning.Data.Partitioning;

namespace SplitLearning.Actors.Data;

/// <summary>A pass over the shard under way.</summary>
internal sealed class ShardPass(TurnId turn, Phase phase, TurnBatches batches, IActorRef reader)
{
    public TurnId Turn { get; } = turn;

    public Phase Phase { get; } = phase;

    public TurnBatches Batches { get; } = batches;

    public IActorRef Reader { get; } = reader;

    /// <summary>Batches that may be read beside the one that is being read.</summary>
    public int Credits { get; set; }

    /// <summary>Index of the batch that is being read, or will be next.</summary>
    public int Next { get; set; }

    public bool IsReading { get; set; }

    /// <summary>The batch that is being read, or will be next.</summary>
    public BatchId Batch => new(Turn, Next);
}
