using System.Runtime.InteropServices;
using SplitLearning.Data.Datasets;
using SplitLearning.Data.Datasets.Synthetic;

namespace SplitLearning.Data.Tests.Datasets.Synthetic;

public sealed class SyntheticDigitsTests
{
    private static readonly int[] FirstTen = [.. Enumerable.Range(0, 10)];

    [Fact]
    public void Digits_OfTheDefaultSeed_AreGolden() =>
        Assert.Equal(
            "GOLDEN",
            SyntheticDigits.Create(train: 200, test: 100).Fingerprint);

    [Fact]
    public void Digits_DrawnInALargerSet_AreTheSame()
    {
        var few = SyntheticDigits.Create(train: 10, test: 10).Read(Phase.Train, FirstTen);
        var many = SyntheticDigits.Create(train: 500, test: 10).Read(Phase.Train, FirstTen);

        Assert.Equal(few.Inputs.Bytes.ToArray(), many.Inputs.Bytes.ToArray());
        Assert.Equal(few.Labels.Bytes.ToArray(), many.Labels.Bytes.ToArray());
    }

    [Fact]
    public void Digits_OfBothPhasesAndOfOtherSeeds_Differ()
    {
        var data = SyntheticDigits.Create(train: 10, test: 10);
        var other = SyntheticDigits.Create(train: 10, test: 10, seed: 1);

        var train = data.Read(Phase.Train, FirstTen).Inputs.Bytes.ToArray();

        Assert.NotEqual(train, data.Read(Phase.Test, FirstTen).Inputs.Bytes.ToArray());
        Assert.NotEqual(train, other.Read(Phase.Train, FirstTen).Inputs.Bytes.ToArray());
    }

    [Fact]
    public void Digits_ManyDrawn_EachClassAboutAsOften()
    {
        var data = SyntheticDigits.Create(train: 5000, test: 1);

        var labels = MemoryMarshal.Cast<byte, long>(
            data.Read(Phase.Train, [.. Enumerable.Range(0, 5000)]).Labels.Bytes.Span).ToArray();

        // 500 expected, deviation 21: five deviations never happen by chance.
        Assert.All(labels.CountBy(label => label), pair => Assert.InRange(pair.Value, 394, 606));
        Assert.Equal(10, labels.Distinct().Count());
    }

    [Fact]
    public void Digits_WrittenAsIdxFiles_LoadAsTheSameData()
    {
        using var folder = new TemporaryFolder();

        SyntheticDigits.WriteIdx(folder["digits"], train: 20, test: 10);

        var loaded = MnistDataset.Load(folder["digits"]);
        Assert.Equal(SyntheticDigits.Create(train: 20, test: 10).Fingerprint, loaded.Fingerprint);
    }
}
