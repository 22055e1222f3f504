using SplitLearning.Data.Partitioning;

namespace SplitLearning.Data.Tests.Partitioning;

public sealed class SampleOrderTests
{
    private static readonly int[] Shard = [.. Enumerable.Range(100, 10)];

    [Fact]
    public void Turn_OfSeedEpochAndAgent_IsGolden() =>
        Assert.Equal([107, 100, 101, 109, 102, 106, 105, 103, 108, 104], SampleOrder.ForTurn(7, 2, 3, Shard));

    [Fact]
    public void Turn_Ordered_KeepsTheShardItself()
    {
        int[] shard = [.. Shard];

        var order = SampleOrder.ForTurn(7, 1, 1, shard);

        Assert.Equal(Shard, shard);
        Assert.Equal(Shard, order.Order());
    }

    [Theory]
    [InlineData(8, 2, 3)]
    [InlineData(7, 3, 3)]
    [InlineData(7, 2, 2)]
    public void Turn_OfOtherSeedEpochOrAgent_HasAnotherOrder(long seed, int epoch, int agent) =>
        Assert.NotEqual(SampleOrder.ForTurn(7, 2, 3, Shard), SampleOrder.ForTurn(seed, epoch, agent, Shard));
}
