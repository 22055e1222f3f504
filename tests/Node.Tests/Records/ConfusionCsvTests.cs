using SplitLearning.Node.Records;

namespace SplitLearning.Node.Tests.Records;

public sealed class ConfusionCsvTests
{
    private static readonly int[,] Counts = { { 40, 10 }, { 0, 0 } };

    [Fact]
    public void Counts_AsShares_AreDividedByTheActualClass() => Assert.Equal(
        "actual,predicted_0,predicted_1\n0,0.8,0.2\n1,0,0\n", ConfusionCsv.OfShares(Counts));

    [Fact]
    public void Thirds_AsShares_HaveSixDecimals() => Assert.Contains(
        "0,0.333333,0.666667\n", ConfusionCsv.OfShares(new[,] { { 1, 2 }, { 0, 1 } }));

    [Fact]
    public void Counts_WrittenAndRead_AreTheSame() =>
        Assert.Equal(Counts, ConfusionCsv.TryParse(ConfusionCsv.OfCounts(Counts)));

    [Theory]
    [InlineData("")]
    [InlineData("actual,predicted_0\n")]
    [InlineData("actual,predicted_0,predicted_1\n0,1,2\n")]
    [InlineData("actual,predicted_0\n0,many\n")]
    [InlineData("actual,predicted_0\n0,-1\n")]
    public void Text_ThatIsNoSquareTable_IsNotRead(string csv) => Assert.Null(ConfusionCsv.TryParse(csv));

    [Fact]
    public void Text_OfMoreClassesThanAnyWorkload_IsNotRead() => Assert.Null(
        ConfusionCsv.TryParse("actual\n" + string.Concat(Enumerable.Repeat("0\n", 1001))));
}
