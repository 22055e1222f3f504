namespace SplitLearning.Models.Federated;

/// <summary>What the clients of a node give in a round: sums of vectors, and some numbers of each.</summary>
/// <remarks>Contributions can be added up in any order: the total has the same bits. Not for several threads.</remarks>
public sealed class RoundContribution
{
    private readonly SortedDictionary<int, ClientReport> _reports = [];
    private readonly SortedDictionary<int, IReadOnlyList<ModelVector>> _own = [];

    /// <summary>One without clients.</summary>
    /// <param name="sums">Of the round: see <see cref="RoundOrder.Sums"/>.</param>
    public RoundContribution(IReadOnlyList<ExactSum> sums) => Sums = sums;

    /// <summary>One without clients.</summary>
    /// <param name="sums">Of the round: see <see cref="RoundOrder.Sums"/>.</param>
    public RoundContribution(int sums, VectorLayout layout)
        : this([.. Enumerable.Range(0, sums).Select(_ => new ExactSum(layout.Floats, layout.Integers))])
    {
    }

    /// <summary>Weighted sums of the clients' vectors.</summary>
    public IReadOnlyList<ExactSum> Sums { get; }

    /// <summary>What each client tells, by client.</summary>
    public IReadOnlyDictionary<int, ClientReport> Reports => _reports;

    /// <summary>Whole models of single clients, by client; of few methods.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<ModelVector>> Own => _own;

    /// <summary>Adds what a client tells.</summary>
    public void Add(ClientReport report) => _reports.Add(report.Client, report);

    /// <summary>Adds a client's whole models.</summary>
    public void Add(int client, IReadOnlyList<ModelVector> models) => _own.Add(client, models);

    /// <summary>Adds all of another contribution, of other clients.</summary>
    public void Add(RoundContribution other)
    {
        for (var sum = 0; sum < Sums.Count; sum++)
            Sums[sum].Add(other.Sums[sum]);
        foreach (var report in other.Reports.Values)
            Add(report);
        foreach (var (client, models) in other.Own)
            Add(client, models);
    }
}

/// <summary>What a client tells beside its vectors.</summary>
/// <param name="Client">From 0.</param>
/// <param name="Numbers">By name; which ones the method knows.</param>
public sealed record ClientReport(int Client, IReadOnlyDictionary<string, double> Numbers);
