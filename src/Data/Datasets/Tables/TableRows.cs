namespace SplitLearning.Data.Datasets.Tables;

/// <summary>Labelled rows of numbers in memory.</summary>
/// <param name="Columns">Numbers of a row.</param>
/// <param name="Values">float32 [count, columns], row after row.</param>
/// <param name="Labels">One class a row.</param>
internal sealed record TableRows(int Columns, float[] Values, byte[] Labels)
{
    public int Count => Labels.Length;

    public ReadOnlySpan<float> this[int row] => Values.AsSpan(row * Columns, Columns);

    /// <summary>The rows at these indices, in this order.</summary>
    public TableRows Pick(ReadOnlySpan<int> order)
    {
        var picked = new TableRows(Columns, new float[order.Length * Columns], new byte[order.Length]);
        for (var i = 0; i < order.Length; i++)
        {
            this[order[i]].CopyTo(picked.Values.AsSpan(i * Columns));
            picked.Labels[i] = Labels[order[i]];
        }

        return picked;
    }
}
