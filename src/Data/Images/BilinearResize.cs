using System.Numerics;

namespace SplitLearning.Data.Images;

/// <summary>Resizes as torchvision does with <c>antialias=True</c> and Pillow with <c>BILINEAR</c>.</summary>
/// <remarks>
/// First along the rows, then along the columns, rounded to bytes in between, as Pillow. In whole numbers, so that
/// every machine and both stacks give the same bits.
/// </remarks>
internal static class BilinearResize
{
    private const int Half = 1 << (ResizeWeights.Precision - 1);

    /// <summary>Resizes an image and sorts it by channel, as networks want it.</summary>
    /// <returns>Bytes [channels, height, width].</returns>
    public static byte[] ToPlanes(RawImage image, int height, int width)
    {
        var narrowed = new byte[image.Channels * image.Height * width];
        var columns = ResizeWeights.For(image.Width, width);
        for (var y = 0; y < image.Height; y++)
            for (var channel = 0; channel < image.Channels; channel++)
                ResizeRow(
                    image.Pixels.AsSpan(y * image.Width * image.Channels, image.Width * image.Channels), channel,
                    image.Channels, columns, narrowed.AsSpan((channel * image.Height + y) * width, width));

        var planes = new byte[image.Channels * height * width];
        var rows = ResizeWeights.For(image.Height, height);
        for (var channel = 0; channel < image.Channels; channel++)
            for (var y = 0; y < height; y++)
                MixRows(
                    narrowed.AsSpan((channel * image.Height + rows.Start(y)) * width), rows[y],
                    planes.AsSpan((channel * height + y) * width, width));
        return planes;
    }

    private static void ResizeRow(
        ReadOnlySpan<byte> row, int channel, int channels, ResizeWeights columns, Span<byte> into)
    {
        for (var x = 0; x < into.Length; x++)
        {
            var sum = Half;
            var at = columns.Start(x) * channels + channel;
            foreach (var weight in columns[x])
            {
                sum += row[at] * weight;
                at += channels;
            }

            into[x] = ToByte(sum);
        }
    }

    /// <param name="rows">The source rows one after the other, each as long as <paramref name="into"/>.</param>
    private static void MixRows(ReadOnlySpan<byte> rows, ReadOnlySpan<int> weights, Span<byte> into)
    {
        var width = into.Length;
        var x = 0;
        for (; x <= width - Vector<byte>.Count; x += Vector<byte>.Count)
            MixVector(rows[x..], width, weights).CopyTo(into[x..]);
        for (; x < width; x++)
        {
            var sum = Half;
            for (var row = 0; row < weights.Length; row++)
                sum += rows[row * width + x] * weights[row];
            into[x] = ToByte(sum);
        }
    }

    private static Vector<byte> MixVector(ReadOnlySpan<byte> rows, int width, ReadOnlySpan<int> weights)
    {
        Vector<uint> a = new(Half), b = a, c = a, d = a;
        for (var row = 0; row < weights.Length; row++)
        {
            Vector.Widen(new Vector<byte>(rows[(row * width)..]), out var low, out var high);
            Vector.Widen(low, out var first, out var second);
            Vector.Widen(high, out var third, out var fourth);
            var weight = (uint)weights[row];
            a += first * weight;
            b += second * weight;
            c += third * weight;
            d += fourth * weight;
        }

        return Vector.Narrow(Vector.Narrow(Shift(a), Shift(b)), Vector.Narrow(Shift(c), Shift(d)));

        static Vector<uint> Shift(Vector<uint> sums) => Vector.ShiftRightLogical(sums, ResizeWeights.Precision);
    }

    // No clamping: weights are not negative and their sum strays from one by far less than half a step of a byte.
    private static byte ToByte(int sum) => (byte)(sum >> ResizeWeights.Precision);
}
