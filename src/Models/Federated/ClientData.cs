using SplitLearning.Data.Partitioning.Federated;
using SplitLearning.Data.Random;

namespace SplitLearning.Models.Federated;

/// <summary>A client's samples of one part (train or test) as batches; read when they are asked for.</summary>
/// <param name="samples">All clients' samples.</param>
/// <param name="indices">The client's among them.</param>
/// <param name="batchSize">From 1.</param>
public sealed class ClientData(PooledSamples samples, IReadOnlyList<int> indices, int batchSize)
{
    /// <summary>Number of samples.</summary>
    public int Count => indices.Count;

    /// <summary>All samples in their own order; the last batch may be short.</summary>
    public IEnumerable<ClientBatch> InOrder()
    {
        int[] order = [.. Enumerable.Range(0, Count)];
        for (var start = 0; start < order.Length; start += batchSize)
            yield return Read(order.AsMemory(start, Math.Min(batchSize, order.Length - start)));
    }

    /// <summary>The batches of an epoch of training.</summary>
    /// <param name="random">Gives the order.</param>
    /// <remarks>
    /// The last, short batch is left out where there is another one, as FedEM's authors do: the loss is divided by the
    /// batch's size, so that its few samples would count for too much.
    /// </remarks>
    public IEnumerable<ClientBatch> Mixed(SeededRandom random) => MixedPositions(random).Select(Read);

    /// <summary>As <see cref="Mixed"/>, not read yet.</summary>
    internal IReadOnlyList<ReadOnlyMemory<int>> MixedPositions(SeededRandom random)
    {
        int[] order = [.. Enumerable.Range(0, Count)];
        random.Shuffle(order.AsSpan());
        if (Count <= batchSize)
            return Count == 0 ? [] : [order];
        return [.. Enumerable.Range(0, Count / batchSize).Select(
            batch => (ReadOnlyMemory<int>)order.AsMemory(batch * batchSize, batchSize))];
    }

    internal ClientBatch Read(ReadOnlyMemory<int> positions)
    {
        var chosen = new int[positions.Length];
        for (var i = 0; i < chosen.Length; i++)
            chosen[i] = indices[positions.Span[i]];
        return new ClientBatch(samples.Read(chosen), positions);
    }
}
