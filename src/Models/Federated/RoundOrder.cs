namespace SplitLearning.Models.Federated;

/// <summary>What clients are given for a round.</summary>
/// <param name="Round">From 1.</param>
/// <param name="Models">For a mixture one a learner; else one a group of clients.</param>
/// <param name="Clients">Those that take part, ascending.</param>
public sealed record RoundOrder(int Round, IReadOnlyList<ModelVector> Models, IReadOnlyList<ClientOrder> Clients)
{
    /// <summary>Into how many sums clients add.</summary>
    public int Sums { get; init; } = 1;

    /// <summary>Models for a single client, by client; of few methods.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<ModelVector>> Own { get; init; } =
        new Dictionary<int, IReadOnlyList<ModelVector>>();

    /// <summary>The clients pull their models to the common one, and do not train.</summary>
    public bool Pull { get; init; }

    /// <summary>The same round for some of its clients: those of a node.</summary>
    public RoundOrder For(IReadOnlySet<int> clients) => this with
    {
        Clients = [.. Clients.Where(client => clients.Contains(client.Client))],
        Own = Own.Where(own => clients.Contains(own.Key)).ToDictionary(),
    };
}

/// <summary>A client's part in a round.</summary>
/// <param name="Client">From 0.</param>
/// <param name="Weight">Of its contribution to a sum; those to one sum have the sum 1.</param>
/// <param name="Group">Which model it is given and which sum it adds to, where there is one a group.</param>
public sealed record ClientOrder(int Client, double Weight, int Group = 0);
