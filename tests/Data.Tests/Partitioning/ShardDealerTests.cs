using SplitLearning.Data.Partitioning;

namespace SplitLearning.Data.Tests.Partitioning;

public sealed class ShardDealerTests
{
    [Theory]
    [InlineData(60_000, 1)]
    [InlineData(60_000, 3)]
    [InlineData(60_000, 7)]
    [InlineData(10, 4)]
    [InlineData(3, 5)]
    [InlineData(0, 2)]
    [InlineData(int.MaxValue, 1000)]
    public void Deal_AnyCounts_CoversEachIndexOnceInAgentOrder(int count, int agents)
    {
        var shards = ShardDealer.Deal(count, agents);

        Assert.Equal(agents, shards.Count);
        Assert.Equal(0, shards[0].Start);
        Assert.Equal(count, shards[^1].Start + shards[^1].Count);
        Assert.All(shards.Zip(shards.Skip(1)), pair =>
            Assert.Equal(pair.First.Start + pair.First.Count, pair.Second.Start));
        Assert.InRange(shards.Max(shard => shard.Count) - shards.Min(shard => shard.Count), 0, 1);
    }

    [Fact]
    public void Deal_ThreeAgents_GivesThirds() =>
        Assert.Equal([new(0, 20_000), new(20_000, 20_000), new(40_000, 20_000)], ShardDealer.Deal(60_000, 3));

    [Fact]
    public void Deal_Weights_GivesEachItsProportion() =>
        Assert.Equal([new(0, 30), new(30, 20), new(50, 10)], ShardDealer.Deal(60, [3, 2, 1]));

    [Fact]
    public void Deal_LargestCountAndWeights_DoesNotOverflow()
    {
        var weights = Enumerable.Repeat(10_000, 10_000).ToArray();

        var ranges = ShardDealer.Deal(int.MaxValue, weights);

        Assert.Equal(int.MaxValue, ranges[^1].Start + ranges[^1].Count);
        Assert.InRange(ranges.Max(range => range.Count) - ranges.Min(range => range.Count), 0, 1);
    }

    [Fact]
    public void Deal_EqualWeights_AreAsGoodAsNone() =>
        Assert.Equal(ShardDealer.Deal(1000, 7), ShardDealer.Deal(1000, [5, 5, 5, 5, 5, 5, 5]));

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(1, 0)]
    public void Deal_ImpossibleCounts_Throws(int count, int agents) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ShardDealer.Deal(count, agents));

    [Fact]
    public void IndexRange_ToIndices_AreAscending() =>
        Assert.Equal([5, 6, 7], new IndexRange(5, 3).ToIndices());
}
