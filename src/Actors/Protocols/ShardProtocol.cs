using SplitLearning.Data.Datasets;

namespace SplitLearning.Actors.Protocols;

/// <summary>A shard is read batch by batch, as fast as the reader grants credits; stays within a node.</summary>
public static class ShardProtocol
{
    /// <summary>Begins a pass; a former one ends. Answered with <see cref="ShardOpened"/>.</summary>
    /// <param name="Credits">Batches that may come at once.</param>
    public sealed record OpenShard(TurnId Turn, int Epoch, Phase Phase, int Credits);

    /// <param name="Batches">Batches of the pass; 0 for an empty shard.</param>
    public sealed record ShardOpened(TurnId Turn, int Batches);

    /// <summary>One more batch may come.</summary>
    public sealed record GrantCredit(TurnId Turn);

    /// <summary>The next batch; they come in order.</summary>
    public sealed record BatchRead(BatchId Batch, SampleBatch Samples);

    /// <summary>The pass has ended early.</summary>
    public sealed record ShardFailed(TurnId Turn, string Reason);
}
