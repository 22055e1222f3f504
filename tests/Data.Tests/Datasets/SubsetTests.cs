using SplitLearning.Data.Datasets;
using SplitLearning.Data.Datasets.Synthetic;

namespace SplitLearning.Data.Tests.Datasets;

public sealed class SubsetTests
{
    private static readonly IDataset Whole = SyntheticHeartbeats.Create(train: 15, test: 4);

    [Theory]
    [InlineData(0.1, 2, 1)]
    [InlineData(0.5, 8, 2)]
    [InlineData(1, 15, 4)]
    public void Fraction_OfADataset_HasItsFirstSamples(double fraction, int train, int test)
    {
        var part = Subset.Of(Whole, fraction);

        Assert.Equal((train, test), (part.Count(Phase.Train), part.Count(Phase.Test)));
        Assert.Equal(Second(Whole), Second(part));
    }

    [Fact]
    public void Index_BehindTheFraction_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(
        () => Subset.Of(Whole, 0.5).Read(Phase.Train, [8]));

    [Fact]
    public void Fingerprint_OfAPart_DiffersFromTheWhole() =>
        Assert.NotEqual(Whole.Fingerprint, Subset.Of(Whole, 0.9).Fingerprint);

    private static byte[] Second(IDataset data) => data.Read(Phase.Train, [1]).Inputs.Bytes.ToArray();
}
