using SplitLearning.Data.Datasets;
using SplitLearning.Data.Partitioning;

namespace SplitLearning.Data.Tests.Partitioning;

public sealed class TurnBatchesTests
{
    private static readonly int[] Shard = [.. Enumerable.Range(100, 10)];

    [Fact]
    public void TrainPhase_Batches_FollowTheSeededOrder()
    {
        var batches = TurnBatches.Of(Phase.Train, seed: 7, epoch: 2, agent: 3, Shard, batchSize: 4);

        Assert.Equal(3, batches.Count);
        Assert.Equal(10, batches.Samples);
        Assert.Equal([107, 100, 101, 109], batches[0].ToArray());
        Assert.Equal([102, 106, 105, 103], batches[1].ToArray());
        Assert.Equal([108, 104], batches[2].ToArray());
    }

    [Fact]
    public void TestPhase_Batches_KeepTheNaturalOrder()
    {
        var batches = TurnBatches.Of(Phase.Test, seed: 7, epoch: 2, agent: 3, Shard, batchSize: 5);

        Assert.Equal(2, batches.Count);
        Assert.Equal([100, 101, 102, 103, 104], batches[0].ToArray());
        Assert.Equal([105, 106, 107, 108, 109], batches[1].ToArray());
    }

    [Fact]
    public void EmptyShard_Batches_AreNone() =>
        Assert.Equal(0, TurnBatches.Of(Phase.Train, 7, 1, 1, [], batchSize: 4).Count);

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void Batch_OutOfRange_Throws(int batch)
    {
        var batches = TurnBatches.Of(Phase.Train, 7, 1, 1, Shard, batchSize: 4);

        Assert.Throws<ArgumentOutOfRangeException>(() => batches[batch].Length);
    }

    [Fact]
    public void BatchSize_NotPositive_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TurnBatches.Of(Phase.Train, 7, 1, 1, Shard, batchSize: 0));
}
