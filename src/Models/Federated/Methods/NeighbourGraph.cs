using System.Globalization;
using SplitLearning.Data.Random;

namespace SplitLearning.Models.Federated.Methods;

/// <summary>Who talks with whom where there is no aggregator: a random connected graph of Erdős and Rényi.</summary>
internal sealed class NeighbourGraph
{
    private readonly bool[,] _edges;

    private NeighbourGraph(bool[,] edges) => _edges = edges;

    /// <summary>Draws anew until all can be reached; the 100th time each number is joined to the next.</summary>
    public static NeighbourGraph Draw(int clients, double edgeProbability, long seed)
    {
        for (var draw = 1; ; draw++)
        {
            var random = SeededRandom.For(seed, "federated", "graph", draw.ToString(CultureInfo.InvariantCulture));
            var edges = new bool[clients, clients];
            for (var i = 0; i < clients; i++)
                for (var j = i + 1; j < clients; j++)
                    edges[i, j] = edges[j, i] =
                        random.NextDouble() < edgeProbability || (draw == 100 && j == i + 1);
            if (IsConnected(edges))
                return new NeighbourGraph(edges);
        }
    }

    /// <summary>A client's row of the mixing matrix, which is symmetric; its sum is 1.</summary>
    /// <param name="present">Who takes part; edges to others do not count.</param>
    /// <returns>Weights by client, of those that have one, ascending.</returns>
    public IReadOnlyList<(int Client, double Weight)> MixingWeights(int client, IReadOnlyList<int> present)
    {
        (int Client, double Weight)[] others =
        [
            .. present.Where(other => _edges[client, other])
                .Select(other => (other, 1.0 / (1 + Math.Max(Degree(client, present), Degree(other, present))))),
        ];
        var rest = 1 - others.Sum(other => other.Weight);
        return [.. others.Append((Client: client, Weight: rest)).OrderBy(other => other.Client)];
    }

    private int Degree(int client, IReadOnlyList<int> present) => present.Count(other => _edges[client, other]);

    private static bool IsConnected(bool[,] edges)
    {
        var count = edges.GetLength(0);
        var reached = new HashSet<int> { 0 };
        var next = new Queue<int>([0]);
        while (next.TryDequeue(out var client))
            for (var other = 0; other < count; other++)
                if (edges[client, other] && reached.Add(other))
                    next.Enqueue(other);
        return reached.Count == count;
    }
}
