using SplitLearning.Data.Datasets;
using SplitLearning.Data.Images;

namespace SplitLearning.Models.Tests;

/// <summary>Images made by a formula, as in golden/make_golden.py: a bright spot whose place tells the class.</summary>
/// <remarks>Gentle on purpose: with stripes the rounding of another thread count grows to 1e-4 in 100 steps.</remarks>
internal static class FormulaDigits
{
    private const int Side = 28;

    public static IDataset Create(int train, int test = 0) =>
        new ByteImageDataset("formula", classes: 10, Side, Normalization.None(channels: 1),
            Samples(train), Samples(test));

    private static ByteImages Samples(int count)
    {
        var images = new ByteImages(new byte[count * Side * Side], new byte[count]);
        for (var i = 0; i < count; i++)
        {
            images.Labels[i] = (byte)(i * 7 % 10);
            for (var p = 0; p < Side * Side; p++)
                images.Pixels[i * Side * Side + p] = Pixel(i, images.Labels[i], p / Side, p % Side);
        }

        return images;
    }

    private static byte Pixel(int i, int label, int row, int column)
    {
        var fromCenterRow = row - (6 + label / 5 * 14 + i % 3);
        var fromCenterColumn = column - (3 + label % 5 * 5 + i / 3 % 3);
        var distance = fromCenterRow * fromCenterRow + fromCenterColumn * fromCenterColumn;
        return (byte)Math.Min(255, Math.Max(0, 240 - 8 * distance) + (i * 37 + row * 11 + column * 7) % 48);
    }
}
