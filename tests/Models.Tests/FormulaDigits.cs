using SplitLearning.Data.Datasets;

namespace SplitLearning.Models.Tests;

/// <summary>Images made by a formula, as in golden/make_golden.py: a bright spot whose place tells the class.</summary>
/// <remarks>Gentle on purpose: with stripes the rounding of another thread count grows to 1e-4 in 100 steps.</remarks>
internal static class FormulaDigits
{
    private const int Side = 28;

    public static IDataset Create(int train, int test = 0) =>
        new GreyImageDataset("formula", classes: 10, Side, Samples(train), Samples(test));

    private static GreyImages Samples(int count)
    {
        var labels = Enumerable.Range(0, count).Select(i => (byte)(i * 7 % 10)).ToArray();
        var pixels =
            from i in Enumerable.Range(0, count)
            from row in Enumerable.Range(0, Side)
            from column in Enumerable.Range(0, Side)
            select Pixel(i, labels[i], row, column);
        return new GreyImages([.. pixels], labels);
    }

    private static byte Pixel(int i, int label, int row, int column)
    {
        var fromCenterRow = row - (6 + label / 5 * 14 + i % 3);
        var fromCenterColumn = column - (3 + label % 5 * 5 + i / 3 % 3);
        var distance = fromCenterRow * fromCenterRow + fromCenterColumn * fromCenterColumn;
        return (byte)Math.Min(255, Math.Max(0, 240 - 8 * distance) + (i * 37 + row * 11 + column * 7) % 48);
    }
}
