using SplitLearning.Data.Datasets;
using SplitLearning.Data.Random;

namespace SplitLearning.Data.Partitioning.Federated;

/// <summary>Sorts the samples by class, cuts them into equal pieces, and deals each client a few pieces.</summary>
/// <remarks>
/// Source: McMahan, Moore, Ramage, Hampson and Agüera y Arcas, "Communication-efficient learning of deep networks from
/// decentralized data", AISTATS 2017, arXiv:1602.05629. A piece may go across the border of two classes.
/// </remarks>
internal static class PathologicalDealer
{
    /// <param name="pieces">For each client; as many classes it has at most, where no piece crosses a border.</param>
    /// <returns>The pooled indices of each client.</returns>
    /// <exception cref="DatasetException">Somebody has too few samples.</exception>
    public static IReadOnlyList<int>[] Deal(IDataset data, int clients, int pieces, long seed)
    {
        var labels = new PooledSamples(data).Labels;
        var order = Enumerable.Range(0, labels.Count).ToArray();
        SeededRandom.For(seed, "federated", "class order").Shuffle(order.AsSpan());
        int[] sorted = [.. order.OrderBy(sample => labels[sample])]; // stable: mixed within a class

        var ranges = ShardDealer.Deal(sorted.Length, clients * pieces).ToArray();
        SeededRandom.For(seed, "federated", "pieces").Shuffle(ranges.AsSpan());
        IReadOnlyList<int>[] dealt =
        [
            .. ranges.Chunk(pieces).Select(ofClient => (int[])
            [
                .. ofClient.SelectMany(range => sorted[range.Start..(range.Start + range.Count)]),
            ]),
        ];
        return dealt.Min(ofClient => ofClient.Count) is var least && least >= ClientSplit.Least
            ? dealt
            : throw new DatasetException(
                $"{data.Description}: {sorted.Length} samples in {clients * pieces} pieces, {pieces} for each of "
                + $"{clients} clients, leave somebody with {least}; it must be at least {ClientSplit.Least}, two to "
                + "train and one to test with: take fewer clients");
    }
}
