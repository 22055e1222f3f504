using System.Runtime.InteropServices;
using System.Security.Cryptography;
using SplitLearning.Data.Datasets.Tables;

namespace SplitLearning.Data.Datasets.Mixture;

/// <summary>Rows of one phase, and whose each is.</summary>
/// <param name="Clients">From 0, one a row.</param>
internal sealed record ClientRows(TableRows Rows, int[] Clients)
{
    public int Count => Rows.Count;

    /// <summary>The rows at these indices, in this order.</summary>
    public ClientRows Pick(int[] order) => new(Rows.Pick(order), Array.ConvertAll(order, row => Clients[row]));

    public void AppendTo(IncrementalHash hash)
    {
        hash.AppendData(MemoryMarshal.AsBytes(Rows.Values.AsSpan()));
        hash.AppendData(Rows.Labels);
        hash.AppendData(MemoryMarshal.AsBytes(Clients.AsSpan()));
    }
}
