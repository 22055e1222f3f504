using System.Collections.Immutable;

namespace Akka.Cluster.Membership;

/// <summary>How many changes of each node a gossip holds: tells which of two gossips knows more, or that neither
/// does.</summary>
internal sealed class VectorClock(ImmutableSortedDictionary<UniqueAddress, long> counts)
{
    public enum Ordering { Same, Before, After, Concurrent }

    public static readonly VectorClock Empty = new(ImmutableSortedDictionary<UniqueAddress, long>.Empty);

    public ImmutableSortedDictionary<UniqueAddress, long> Counts { get; } = counts;

    public VectorClock Increment(UniqueAddress node) => new(Counts.SetItem(node, Counts.GetValueOrDefault(node) + 1));

    public VectorClock Prune(IEnumerable<UniqueAddress> nodes) => new(Counts.RemoveRange(nodes));

    public VectorClock Merge(VectorClock other)
    {
        var merged = Counts.ToBuilder();
        foreach (var (node, count) in other.Counts)
            merged[node] = Math.Max(count, merged.GetValueOrDefault(node));
        return new VectorClock(merged.ToImmutable());
    }

    public Ordering CompareTo(VectorClock other) => (Exceeds(other), other.Exceeds(this)) switch
    {
        (false, false) => Ordering.Same,
        (false, true) => Ordering.Before,
        (true, false) => Ordering.After,
        _ => Ordering.Concurrent,
    };

    public override string ToString() =>
        string.Join(", ", Counts.Select(c => $"{c.Key.Address}#{c.Key.Uid}={c.Value}"));

    private bool Exceeds(VectorClock other) => Counts.Any(c => c.Value > other.Counts.GetValueOrDefault(c.Key));
}
