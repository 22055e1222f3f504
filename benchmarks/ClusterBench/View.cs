using System.Collections.Immutable;

namespace ClusterBench;

/// <summary>The cluster as one node sees it; nodes are named HOST:PORT#UID.</summary>
/// <param name="Members">Those that became Up and were not removed.</param>
/// <param name="Lost">Those of them that are unreachable.</param>
internal sealed record View(ImmutableHashSet<string> Members, ImmutableHashSet<string> Lost)
{
    public const string Up = "up";
    public const string Removed = "removed";
    public const string Unreachable = "unreachable";
    public const string Reachable = "reachable";

    public static readonly View Empty = new([], []);

    /// <summary>These are all there, and nobody else.</summary>
    public bool IsWhole(IEnumerable<string> nodes) => Lost.IsEmpty && Members.SetEquals(nodes);

    /// <param name="line">What a node says, as <c>up 127.0.0.1:4053#1234</c>; other lines change nothing.</param>
    public View After(string line) => line.Split(' ') switch
    {
        [Up, var node] => this with { Members = Members.Add(node) },
        [Removed, var node] => new(Members.Remove(node), Lost.Remove(node)),
        [Unreachable, var node] => this with { Lost = Lost.Add(node) },
        [Reachable, var node] => this with { Lost = Lost.Remove(node) },
        _ => this,
    };

    public override string ToString() =>
        $"{Members.Count} members, unreachable [{string.Join(", ", Lost.Order())}]";
}
