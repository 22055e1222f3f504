using SplitLearning.Models.Federated;
using SplitLearning.Models.State;

namespace SplitLearning.Models.Tests.Federated;

public sealed class RoundBlobsTests
{
    private static readonly FederationPlan Plan = Federation.Plan(FederatedMethodKind.DFedEm);

    [Fact]
    public void Models_WrittenAndRead_AreTheSameBits()
    {
        var (server, _) = AfterARound();
        var order = server.Begin();

        var read = RoundBlobs.WithModels(
            order with { Models = [], Own = Federation.Server(Plan).Begin().Own }, RoundBlobs.Models(order),
            server.Layout);

        Assert.NotEmpty(read.Own);
        Assert.Equal(Bits(order.Models), Bits(read.Models));
        Assert.Equal(order.Own.Keys.Order(), read.Own.Keys.Order());
        Assert.All(read.Own, own => Assert.Equal(Bits(order.Own[own.Key]), Bits(own.Value)));
    }

    [Fact]
    public void Models_OfARoundAndOfItsEvaluation_HaveTheSameBytes()
    {
        var plan = Federation.Plan(FederatedMethodKind.FedEm);
        var server = Federation.Server(plan);

        Assert.Equal(RoundBlobs.Models(server.Begin()), RoundBlobs.Models(server.ToEvaluate()));
    }

    [Fact]
    public void Contribution_WrittenAndRead_IsTheSame()
    {
        var (server, given) = AfterARound();

        var read = RoundBlobs.ContributionOf(RoundBlobs.Contribution(given), server.Layout);

        Assert.Equal(
            given.Sums.Select(sum => (sum.Floats.ToArray(), sum.Integers.ToArray())),
            read.Sums.Select(sum => (sum.Floats.ToArray(), sum.Integers.ToArray())));
        Assert.Equal(given.Reports.Keys, read.Reports.Keys);
        Assert.All(read.Reports, report => Assert.Equal(given.Reports[report.Key].Numbers, report.Value.Numbers));
        Assert.All(read.Own, own => Assert.Equal(Bits(given.Own[own.Key]), Bits(own.Value)));
    }

    [Fact]
    public void Contribution_OfAThousandClients_IsHardlyLargerThanOfOne()
    {
        var layout = Federation.Server(Plan).Layout;
        var one = new RoundContribution(sums: 3, layout);
        var thousand = new RoundContribution(sums: 3, layout);
        one.Add(new ClientReport(0, new Dictionary<string, double>()));
        for (var client = 0; client < 1000; client++)
            thousand.Add(new ClientReport(client, new Dictionary<string, double>()));

        var (small, large) = (RoundBlobs.Contribution(one), RoundBlobs.Contribution(thousand));

        Assert.InRange(large.Length - small.Length, 0, 200);
        Assert.Equal(Enumerable.Range(0, 1000), RoundBlobs.ContributionOf(large, layout).Reports.Keys);
    }

    [Fact]
    public void Numbers_OfClients_AreReadToTheLastBit()
    {
        var layout = Federation.Server(Plan).Layout;
        var given = new RoundContribution(sums: 1, layout);
        given.Add(new ClientReport(9, new Dictionary<string, double> { ["loss"] = 0.1 + 0.2 }));

        var read = RoundBlobs.ContributionOf(RoundBlobs.Contribution(given), layout);

        Assert.Equal(0.1 + 0.2, read.Reports[9].Numbers["loss"]);
    }

    [Fact]
    public void Scores_WrittenAndRead_AreTheSame()
    {
        ClientScore[] scores =
            [new(3, Unseen: true, new Score(0.1 + 0.2, 3, 7), new Score(1.0 / 3, 0, 0), [0.1, 0.2, 0.7])];

        var read = RoundBlobs.ScoresOf(RoundBlobs.Scores(scores)).Single();

        Assert.Equal((scores[0].Client, scores[0].Unseen, scores[0].Train, scores[0].Test),
            (read.Client, read.Unseen, read.Train, read.Test));
        Assert.Equal(scores[0].Pi, read.Pi);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a file of tensors")]
    public void Blobs_ThatAreNone_AreRefused(string text)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        var layout = Federation.Server(Plan).Layout;

        Assert.Throws<StateException>(() => RoundBlobs.ContributionOf(bytes, layout));
        Assert.Throws<StateException>(() => RoundBlobs.WithModels(new RoundOrder(1, [], []), bytes, layout));
        Assert.Throws<StateException>(() => RoundBlobs.ScoresOf(bytes));
    }

    [Fact]
    public void Blobs_OfAnotherKind_AreRefused()
    {
        var server = Federation.Server(Plan);

        var error = Assert.Throws<StateException>(
            () => RoundBlobs.ContributionOf(RoundBlobs.Models(server.Begin()), server.Layout));

        Assert.Equal("Metadata must have sum, found model", error.Message);
    }

    [Fact]
    public void Blobs_CutOffAnywhere_AreRefused()
    {
        var (server, given) = AfterARound();
        var bytes = RoundBlobs.Contribution(given);

        for (var length = 0; length < bytes.Length; length += 97)
            Assert.Throws<StateException>(() => RoundBlobs.ContributionOf(bytes.AsMemory(0, length), server.Layout));
    }

    private static (FederatedServer Server, RoundContribution Given) AfterARound()
    {
        var server = Federation.Server(Plan);
        using var node = new FederatedNode(Plan, Federation.Data, Federation.Clients, workers: 1);
        var order = server.Begin();
        var given = node.Run(order, CancellationToken.None);
        server.Finish(order, given);
        return (server, given);
    }

    private static IEnumerable<float> Bits(IReadOnlyList<ModelVector> models) =>
        models.SelectMany(model => model.Floats.Concat(model.Integers.Select(value => (float)value)));
}
