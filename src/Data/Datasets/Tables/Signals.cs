namespace SplitLearning.Data.Datasets.Tables;

/// <summary>Labelled rows of numbers of one phase in memory.</summary>
/// <param name="Values">[count, columns].</param>
/// <param name="Labels">One class a row.</param>
internal sealed record Signals(float[] Values, byte[] Labels) : ILabelled<Signals>
{
    public int Count => Labels.Length;

    public Signals At(ReadOnlySpan<int> positions)
    {
        var columns = Count == 0 ? 0 : Values.Length / Count;
        var chosen = new Signals(new float[positions.Length * columns], new byte[positions.Length]);
        for (var i = 0; i < positions.Length; i++)
        {
            Values.AsSpan(positions[i] * columns, columns).CopyTo(chosen.Values.AsSpan(i * columns));
            chosen.Labels[i] = Labels[positions[i]];
        }

        return chosen;
    }
}
