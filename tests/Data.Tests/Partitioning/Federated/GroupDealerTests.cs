using SplitLearning.Data.Partitioning.Federated;

namespace SplitLearning.Data.Tests.Partitioning.Federated;

public sealed class GroupDealerTests
{
    private static readonly LabelledSamples Data = new()
    {
        Train = [.. Enumerable.Range(0, 15_000).Select(i => (byte)(i % 10))],
        Test = [.. Enumerable.Range(0, 5_000).Select(i => (byte)(i % 10))],
        Classes = 10,
    };

    // Written by ../golden/partitions.py, which knows no more than the documentation.
    [Fact]
    public void Deal_FewSamples_IsGolden()
    {
        var data = new LabelledSamples { Train = [.. Labels(18)], Test = [.. Labels(6)], Classes = 3 };

        var clients = FederatedShards.Deal(
            data, new FederatedPartition { Clients = 3, Groups = "2:1", Alpha = 1 }, seed: 7);

        Assert.Equal("17 18 | 3 6 7 9 10 13 15 22 23 | 0 1 2 4 5 11 14 16", Shown(clients, client => client.Train));
        Assert.Equal("20 | 19 21 | 8 12", Shown(clients, client => client.Test));

        static IEnumerable<byte> Labels(int count) => Enumerable.Range(0, count).Select(i => (byte)(i % 3));
    }

    [Fact]
    public void Deal_ManySamples_GivesEachClientItsShareOfEachGroup()
    {
        var dealer = new GroupDealer([3, 3, 4], clients: 8, alpha: 1, seed: 7);

        var dealt = dealer.Deal(Data);

        int[] groupOf = [0, 0, 0, 1, 1, 1, 2, 2, 2, 2];
        var labels = new PooledSamples(Data).Labels;
        for (var group = 0; group < 3; group++)
            foreach (var (client, share) in dealer.SharesOf(group, draw: 0).Index())
                Assert.Equal(
                    share * labels.Count(label => groupOf[label] == group),
                    dealt[client].Count(sample => groupOf[labels[sample]] == group), tolerance: 1.0);
    }

    [Fact]
    public void Deal_AGroup_HasItsClassesInLikeProportions()
    {
        var dealt = new GroupDealer([5, 5], clients: 2, alpha: 100, seed: 7).Deal(Data);

        var labels = new PooledSamples(Data).Labels;
        var counts = dealt[0].CountBy(sample => labels[sample]).Select(entry => entry.Value).ToArray();
        Assert.Equal(10, counts.Length);
        Assert.All(counts, count => Assert.InRange(count, 700, 1300));
    }

    [Theory]
    [InlineData(0.1, 0.8, 1.0)]
    [InlineData(100, 0.33, 0.5)]
    public void Deal_SmallerAlpha_GivesEachClientMoreOfOneGroup(double alpha, double least, double most)
    {
        var dealt = new GroupDealer([3, 3, 4], clients: 10, alpha, seed: 7).Deal(Data);

        int[] groupOf = [0, 0, 0, 1, 1, 1, 2, 2, 2, 2];
        var labels = new PooledSamples(Data).Labels;
        Assert.InRange(dealt.Average(samples =>
            samples.CountBy(sample => groupOf[labels[sample]]).Max(group => group.Value) / (double)samples.Count),
            least, most);
    }

    // The partition that FedEM's own program has dealt (seed 12345): 6, 425 and 1976 training samples, 47,965 in all.
    [Fact]
    public void Deal_FedEmsSetUp_HasSizesLikeTheirs()
    {
        var data = new LabelledSamples
        {
            Train = [.. Enumerable.Range(0, 50_000).Select(i => (byte)(i % 10))],
            Test = [.. Enumerable.Range(0, 10_000).Select(i => (byte)(i % 10))],
        };

        var sizes = FederatedShards.Deal(data, new FederatedPartition(), seed: 7)
            .Select(client => client.Train.Count).Order().ToArray();

        Assert.Equal(80, sizes.Length);
        Assert.InRange(sizes.Sum(), 47_900, 48_100);
        Assert.InRange(sizes[0], 2, 100);
        Assert.InRange(sizes[40], 300, 600);
        Assert.InRange(sizes[^1], 1_400, 3_000);
    }

    [Fact]
    public void Deal_FirstDrawLeavesSomebodyWithTooFew_DrawsAgain()
    {
        var dealer = new GroupDealer([10], clients: 12, alpha: 0.4, seed: Redrawn());

        Assert.All(dealer.Deal(Data), samples => Assert.InRange(samples.Count, 3, 20_000));

        // The first seed whose first draw gives somebody less than one sample.
        static long Redrawn()
        {
            var seed = 0L;
            while (new GroupDealer([10], clients: 12, alpha: 0.4, seed).SharesOf(0, draw: 0).Min() * 20_000 >= 1)
                seed++;
            return seed;
        }
    }

    private static string Shown(IReadOnlyList<ClientSamples> clients, Func<ClientSamples, IEnumerable<int>> part) =>
        string.Join(" | ", clients.Select(client => string.Join(' ', part(client))));
}
