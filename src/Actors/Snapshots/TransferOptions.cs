namespace SplitLearning.Actors.Snapshots;

/// <summary>How a snapshot is fetched.</summary>
/// <param name="ChunkBytes">Bytes asked for at a time.</param>
/// <param name="ReplyTimeout">A request that is not answered for so long is repeated.</param>
/// <param name="MaxResends">How often in a row before the holder is given up.</param>
internal sealed record TransferOptions(int ChunkBytes, TimeSpan ReplyTimeout, int MaxResends);
