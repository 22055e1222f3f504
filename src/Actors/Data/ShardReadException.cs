using SplitLearning.Actors.Protocols;

namespace SplitLearning.Actors.Data;

/// <summary>The dataset has thrown what it should not: a defect, or the machine's trouble, which may pass.</summary>
internal sealed class ShardReadException(BatchId batch, Exception cause)
    : Exception($"{batch} cannot be read: {cause.Message}", cause);
