using System.Runtime.InteropServices;
using SplitLearning.Data.Datasets;
using SplitLearning.Data.Datasets.Synthetic;

namespace SplitLearning.Data.Tests.Datasets.Synthetic;

public sealed class SyntheticTwinsTests
{
    private static readonly Dictionary<string, Func<int, int, long, IDataset>> Twins = new()
    {
        ["cells"] = (train, test, seed) => SyntheticCells.Create(train, test, seed, 1 << 20, side: 48),
        ["scans"] = (train, test, seed) => SyntheticScans.Create(train, test, seed, 1 << 20, side: 48),
        ["heartbeats"] = SyntheticHeartbeats.Create,
        ["colour images"] = SyntheticColourImages.Create,
    };

    public static TheoryData<string> Names { get; } = [.. Twins.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Samples_DrawnInALargerSet_AreTheSame(string name)
    {
        var few = Twins[name](6, 6, 1).Read(Phase.Train, [1, 5]);
        var many = Twins[name](60, 6, 1).Read(Phase.Train, [1, 5]);

        Assert.Equal(few.Inputs.Bytes.ToArray(), many.Inputs.Bytes.ToArray());
        Assert.Equal(few.Labels.Bytes.ToArray(), many.Labels.Bytes.ToArray());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Samples_OfBothPhasesAndOfOtherSeeds_Differ(string name)
    {
        var data = Twins[name](4, 4, 1);
        var train = data.Read(Phase.Train, [0]).Inputs.Bytes.ToArray();

        Assert.NotEqual(train, data.Read(Phase.Test, [0]).Inputs.Bytes.ToArray());
        Assert.NotEqual(train, Twins[name](4, 4, 2).Read(Phase.Train, [0]).Inputs.Bytes.ToArray());
        Assert.NotEqual(data.Fingerprint, Twins[name](4, 4, 2).Fingerprint);
        Assert.Equal(data.Fingerprint, Twins[name](4, 4, 1).Fingerprint);
    }

    [Fact]
    public void Cells_BeyondTheBudget_AreDrawnAnewAndTheSame()
    {
        var kept = SyntheticCells.Create(4, 1, seed: 1, cacheBytes: 1 << 20, side: 32);
        var drawn = SyntheticCells.Create(4, 1, seed: 1, cacheBytes: 0, side: 32);

        for (var pass = 0; pass < 2; pass++)
            Assert.Equal(kept.Read(Phase.Train, [3, 0]).Inputs.Bytes.ToArray(),
                drawn.Read(Phase.Train, [3, 0]).Inputs.Bytes.ToArray());
    }

    [Fact]
    public void Heartbeats_ManyDrawn_AreAsUnevenAsTheRealOnes()
    {
        var labels = MemoryMarshal.Cast<byte, long>(SyntheticHeartbeats.Create(10_000, 1)
            .Read(Phase.Train, [.. Enumerable.Range(0, 10_000)]).Labels.Bytes.Span).ToArray();

        // Five deviations on either side.
        Assert.InRange(labels.Count(label => label == 0), 8280 - 190, 8280 + 190);
        Assert.InRange(labels.Count(label => label == 1), 250 - 80, 250 + 80);
        Assert.InRange(labels.Count(label => label == 2), 660 - 125, 660 + 125);
        Assert.InRange(labels.Count(label => label == 3), 70 - 42, 70 + 42);
        Assert.InRange(labels.Count(label => label == 4), 740 - 132, 740 + 132);
    }

    [Fact]
    public void Heartbeats_AsTheRealOnes_AreZeroToOneWithZerosBehind()
    {
        var values = MemoryMarshal.Cast<byte, float>(SyntheticHeartbeats.Create(200, 1)
            .Read(Phase.Train, [.. Enumerable.Range(0, 200)]).Inputs.Bytes.Span).ToArray();

        Assert.All(values.Chunk(187), beat => Assert.Equal((0, 1), (beat.Min(), beat.Max())));
        Assert.True(values.Chunk(187).Count(beat => beat[^10..].All(value => value == 0)) > 150);
    }

    [Theory]
    [InlineData("cells", "synthetic cells (3 + 2, seed 9), not malaria images")]
    [InlineData("scans", "synthetic scans (3 + 2, seed 9), not OCT images")]
    [InlineData("heartbeats", "synthetic heartbeats (3 + 2, seed 9), not MIT-BIH")]
    [InlineData("colour images", "synthetic colour images (3 + 2, seed 9), not CIFAR-10")]
    public void Description_SaysThatTheyAreSynthetic(string name, string description) =>
        Assert.Equal(description, Twins[name](3, 2, 9).Description);
}
