namespace SplitLearning.Data.Datasets;

/// <summary>Labelled images of one phase in memory.</summary>
/// <param name="Pixels">Bytes [count, channels, rows, columns], 0 dark to 255 bright.</param>
/// <param name="Labels">One class a sample.</param>
internal sealed record ByteImages(byte[] Pixels, byte[] Labels) : ILabelled<ByteImages>
{
    public int Count => Labels.Length;

    public ByteImages At(ReadOnlySpan<int> positions)
    {
        var size = Count == 0 ? 0 : Pixels.Length / Count;
        var chosen = new ByteImages(new byte[positions.Length * size], new byte[positions.Length]);
        for (var i = 0; i < positions.Length; i++)
        {
            Pixels.AsSpan(positions[i] * size, size).CopyTo(chosen.Pixels.AsSpan(i * size));
            chosen.Labels[i] = Labels[positions[i]];
        }

        return chosen;
    }
}
