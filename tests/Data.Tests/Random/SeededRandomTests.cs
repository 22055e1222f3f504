using SplitLearning.Data.Random;

namespace SplitLearning.Data.Tests.Random;

/// <summary>Golden values: tests/Models.Tests/golden/seeded_random.py, written from the documentation alone.</summary>
public sealed class SeededRandomTests
{
    [Fact]
    public void Stream_NextUInt64_IsGolden()
    {
        var random = SeededRandom.For(7, "conv1", "weight");

        ulong[] drawn = [random.NextUInt64(), random.NextUInt64(), random.NextUInt64(), random.NextUInt64()];

        Assert.Equal([0x2b57ac7988f46184, 0xa76468cd3723f5cf, 0x1c8ec1dd9be227de, 0x5f0d476ad9fcbb60], drawn);
    }

    [Theory]
    [InlineData(0x437cad72d2a0eef9, -1)]
    [InlineData(0xe45a2b6f4f3b97db, 7, "")]
    [InlineData(0x926a884251bcc440, 7, "größe", "東")]
    public void SeedAndPath_First64Bits_AreGolden(ulong expected, long seed, params string[] path) =>
        Assert.Equal(expected, SeededRandom.For(seed, path).NextUInt64());

    [Fact]
    public void Paths_WithPartsJoinedDifferently_AreDifferentStreams() =>
        Assert.NotEqual(SeededRandom.For(7, "ab", "c").NextUInt64(), SeededRandom.For(7, "a", "bc").NextUInt64());

    [Fact]
    public void Path_LongerThanTheStackBuffer_IsAStreamOfItsOwn()
    {
        var path = new string('x', 1000);

        Assert.Equal(SeededRandom.For(7, path).NextUInt64(), SeededRandom.For(7, path).NextUInt64());
        Assert.NotEqual(SeededRandom.For(7, path).NextUInt64(), SeededRandom.For(7, path + "x").NextUInt64());
    }

    [Fact]
    public void Stream_NextDouble_IsGolden() =>
        Assert.Equal(0.961650233870663, SeededRandom.For(7, "double").NextDouble());

    [Fact]
    public void Stream_NextInt_IsGolden()
    {
        var random = SeededRandom.For(7, "int");

        var drawn = Enumerable.Range(0, 12).Select(_ => random.NextInt(10)).ToArray();

        Assert.Equal([1, 9, 0, 1, 3, 9, 5, 3, 4, 1, 5, 6], drawn);
        Assert.Equal(1462767871, random.NextInt(int.MaxValue));
    }

    [Fact]
    public void Stream_NextGaussian_IsGolden()
    {
        var random = SeededRandom.For(7, "gaussian");

        double[] drawn = [random.NextGaussian(), random.NextGaussian(), random.NextGaussian()];

        Assert.Equal([-0.6417694091796875, 0.3595428466796875, 0.7893524169921875], drawn);
    }

    [Fact]
    public void Stream_NextNoise_IsGolden()
    {
        var random = SeededRandom.For(7, "noise");

        float[] drawn = [random.NextNoise(), random.NextNoise(), random.NextNoise()];

        Assert.Equal([-0.6798330545425415f, -1.001685380935669f, 1.22767972946167f], drawn);
    }

    [Fact]
    public void NextNoise_ManyDraws_HasMeanZeroAndVarianceOne()
    {
        var random = SeededRandom.For(7, "moments of noise");

        var drawn = Enumerable.Range(0, 100_000).Select(_ => random.NextNoise()).ToArray();

        Assert.InRange(drawn.Average(), -0.016, 0.016);
        Assert.InRange(drawn.Average(value => value * value), 0.98, 1.02);
        Assert.All(drawn, value => Assert.InRange(value, -3.5, 3.5));
    }

    [Fact]
    public void Stream_Shuffle_IsGolden()
    {
        var items = Enumerable.Range(0, 10).ToArray();

        SeededRandom.For(7, "shuffle").Shuffle(items.AsSpan());

        Assert.Equal([4, 0, 1, 7, 2, 5, 8, 9, 3, 6], items);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void NextInt_BoundNotPositive_Throws(int bound) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SeededRandom.For(7).NextInt(bound));

    [Fact]
    public void NextInt_ManyDraws_EveryValueAboutAsOften()
    {
        var random = SeededRandom.For(7, "uniform");
        var counts = new int[6];

        for (var i = 0; i < 60_000; i++)
            counts[random.NextInt(6)]++;

        // 10,000 expected, deviation 91: five deviations never happen by chance.
        Assert.All(counts, count => Assert.InRange(count, 9_545, 10_455));
    }

    [Fact]
    public void NextGaussian_ManyDraws_HasMeanZeroAndVarianceOne()
    {
        var random = SeededRandom.For(7, "moments");

        var drawn = Enumerable.Range(0, 100_000).Select(_ => random.NextGaussian()).ToArray();

        Assert.InRange(drawn.Average(), -0.016, 0.016);
        Assert.InRange(drawn.Average(value => value * value), 0.98, 1.02);
    }

    [Fact]
    public void NextDouble_WithBounds_StaysWithin()
    {
        var random = SeededRandom.For(7, "bounds");

        var drawn = Enumerable.Range(0, 1000).Select(_ => random.NextDouble(-3, 5)).ToArray();

        Assert.All(drawn, value => Assert.InRange(value, -3, 5));
        Assert.InRange(drawn.Average(), 0.6, 1.4);
    }
}
