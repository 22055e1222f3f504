namespace SplitLearning.Data.Datasets;

/// <summary>Labelled grey images of one phase in memory.</summary>
/// <param name="Pixels">Bytes [count, rows, columns], 0 black to 255 white.</param>
/// <param name="Labels">One class a sample.</param>
internal sealed record GreyImages(byte[] Pixels, byte[] Labels)
{
    public int Count => Labels.Length;
}
