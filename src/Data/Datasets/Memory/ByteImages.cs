using System.Security.Cryptography;

namespace SplitLearning.Data.Datasets.Memory;

/// <summary>Labelled images of one phase in memory.</summary>
/// <param name="Pixels">Bytes [count, channels, rows, columns], 0 dark to 255 bright.</param>
/// <param name="Labels">One class a sample.</param>
internal sealed record ByteImages(byte[] Pixels, byte[] Labels) : IByteImages
{
    public int Count => Labels.Length;

    IReadOnlyList<byte> IByteImages.Labels => Labels;

    public ReadOnlySpan<byte> PlanesOf(int index)
    {
        var size = Pixels.Length / Labels.Length;
        return Pixels.AsSpan(index * size, size);
    }

    public void AppendTo(IncrementalHash hash)
    {
        hash.AppendData(Pixels);
        hash.AppendData(Labels);
    }

    /// <summary>The images at these indices, in this order.</summary>
    public ByteImages Pick(ReadOnlySpan<int> order)
    {
        var size = Labels.Length == 0 ? 0 : Pixels.Length / Labels.Length;
        var picked = new ByteImages(new byte[order.Length * size], new byte[order.Length]);
        for (var i = 0; i < order.Length; i++)
        {
            PlanesOf(order[i]).CopyTo(picked.Pixels.AsSpan(i * size));
            picked.Labels[i] = Labels[order[i]];
        }

        return picked;
    }
}
