using SplitLearning.Data.Datasets;
using SplitLearning.Data.Random;

namespace SplitLearning.Data.Partitioning.Federated;

/// <summary>Deals each group of classes by shares that are drawn for it.</summary>
/// <param name="groups">How many classes each group has, in their order.</param>
/// <remarks>
/// As in FedEM's experiments (arXiv:2108.10252, after Wang and others, "Federated learning with matched averaging",
/// arXiv:2002.06440), but that each client has its share to the nearest sample, where they draw once more.
/// </remarks>
internal sealed class GroupDealer(int[] groups, int clients, double alpha, long seed)
{
    // With alpha 0.4, 80 clients and 60,000 samples one draw in twenty leaves somebody with too few.
    private const int MostDraws = 100;

    /// <returns>The pooled indices of each client.</returns>
    /// <exception cref="DatasetException">The groups are not the data's, or somebody has too few samples.</exception>
    public IReadOnlyList<int>[] Deal(IDataset data)
    {
        if (groups.Sum() != data.Classes)
            throw new DatasetException(
                $"{data.Description} has {data.Classes} classes; the groups {string.Join(':', groups)} have "
                + $"{groups.Sum()} together: they must have as many");
        var members = Members(new PooledSamples(data).Labels);
        for (var draw = 0; draw < MostDraws; draw++)
            if (Ends(members, draw) is var ends && SmallestOf(ends) >= ClientSplit.Least)
                return Collected(members, ends);
        throw new DatasetException(FormattableString.Invariant(
            $"{data.Description}: {members.Sum(group => group.Length)} samples cannot be dealt to {clients} clients ")
            + FormattableString.Invariant($"with alpha {alpha}: in each of {MostDraws} draws somebody had fewer than ")
            + $"{ClientSplit.Least}, two to train and one to test with; take fewer clients or a larger alpha");
    }

    /// <summary>The clients' shares of a group.</summary>
    /// <param name="draw">How many draws before this one left somebody with too few.</param>
    public double[] SharesOf(int group, int draw)
    {
        var concentrations = new double[clients];
        Array.Fill(concentrations, alpha);
        return Dirichlet.Draw(
            SeededRandom.For(seed, "federated", "shares", $"group {group}", $"draw {draw}"), concentrations);
    }

    /// <summary>The samples of each group, mixed.</summary>
    private int[][] Members(IReadOnlyList<byte> labels)
    {
        int[] groupOf = [.. groups.Index().SelectMany(group => Enumerable.Repeat(group.Index, group.Item))];
        var samples = Enumerable.Range(0, labels.Count).ToLookup(sample => groupOf[labels[sample]]);
        int[][] members = [.. groups.Index().Select(group => samples[group.Index].ToArray())];
        foreach (var (group, ofGroup) in members.Index())
            SeededRandom.For(seed, "federated", "group order", $"group {group}").Shuffle(ofGroup.AsSpan());
        return members;
    }

    /// <summary>For each group where each client's part ends.</summary>
    private int[][] Ends(int[][] members, int draw) =>
        [.. members.Index().Select(group => ShareCut.Ends(group.Item.Length, SharesOf(group.Index, draw)))];

    private int SmallestOf(int[][] ends) =>
        Enumerable.Range(0, clients).Min(client => ends.Sum(ofGroup => ofGroup[client] - StartOf(ofGroup, client)));

    private IReadOnlyList<int>[] Collected(int[][] members, int[][] ends) =>
    [
        .. Enumerable.Range(0, clients).Select(client => (int[])
        [
            .. members.Zip(ends).SelectMany(group =>
                group.First[StartOf(group.Second, client)..group.Second[client]]),
        ]),
    ];

    private static int StartOf(int[] ends, int client) => client == 0 ? 0 : ends[client - 1];
}
