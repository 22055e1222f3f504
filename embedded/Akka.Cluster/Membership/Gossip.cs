using System.Collections.Immutable;

namespace Akka.Cluster.Membership;

/// <summary>What a node knows of the cluster. Immutable; <see cref="Merge"/> is commutative, associative and
/// idempotent, so nodes agree in the end whatever the order in which gossips arrive.</summary>
/// <param name="Members">All that joined and were not removed.</param>
/// <param name="Seen">Nodes that are known to hold this very version.</param>
/// <param name="Version">Causal version; every change increments the count of the node that made it.</param>
/// <param name="Tombstones">Removed incarnations and when (Unix milliseconds): they must not come back by a late
/// gossip.</param>
internal sealed record Gossip(
    ImmutableSortedDictionary<UniqueAddress, Member> Members,
    ImmutableHashSet<UniqueAddress> Seen,
    Reachability Reachability,
    VectorClock Version,
    ImmutableSortedDictionary<UniqueAddress, long> Tombstones)
{
    // By reference: to the default comparer a member is the same whatever its status, and is then not replaced.
    public static readonly ImmutableSortedDictionary<UniqueAddress, Member> NoMembers =
        ImmutableSortedDictionary.Create<UniqueAddress, Member>(null, ReferenceEqualityComparer.Instance);

    public static readonly Gossip Empty = new(NoMembers, [], Reachability.Empty,
        VectorClock.Empty, ImmutableSortedDictionary<UniqueAddress, long>.Empty);

    /// <summary>A change made by this node: a new version, which nobody else has seen yet.</summary>
    public Gossip ChangedBy(UniqueAddress node) => this with { Version = Version.Increment(node), Seen = [node] };

    public Gossip SeenBy(UniqueAddress node) => Seen.Contains(node) ? this : this with { Seen = Seen.Add(node) };

    public Gossip WithMember(Member member) => this with { Members = Members.SetItem(member.UniqueAddress, member) };

    public Gossip Remove(IReadOnlyCollection<UniqueAddress> nodes, long unixMilliseconds) => this with
    {
        Members = Members.RemoveRange(nodes),
        Reachability = Reachability.Restrict(n => !nodes.Contains(n)),
        Tombstones = Tombstones.SetItems(nodes.Select(n => KeyValuePair.Create(n, unixMilliseconds))),
    };

    /// <summary>Forgets removals from before then, with their part of the version.</summary>
    public Gossip PruneTombstones(long beforeUnixMilliseconds)
    {
        var old = Tombstones.Where(t => t.Value < beforeUnixMilliseconds).Select(t => t.Key).ToList();
        return old.Count == 0
            ? this
            : this with { Tombstones = Tombstones.RemoveRange(old), Version = Version.Prune(old) };
    }

    public Gossip Merge(Gossip other)
    {
        var order = Version.CompareTo(other.Version);
        return order switch
        {
            VectorClock.Ordering.Same => this with { Seen = Seen.Union(other.Seen) },
            VectorClock.Ordering.After => this,
            VectorClock.Ordering.Before => other,
            _ => MergeConcurrent(other),
        };
    }

    private Gossip MergeConcurrent(Gossip other)
    {
        var tombstones = Tombstones.ToBuilder();
        foreach (var (node, at) in other.Tombstones)
            tombstones[node] = Math.Max(at, tombstones.GetValueOrDefault(node));

        var members = Members.ToBuilder();
        foreach (var (node, theirs) in other.Members)
            members[node] = members.TryGetValue(node, out var mine) ? StatusOrder.Later(mine, theirs) : theirs;
        members.RemoveRange(tombstones.Keys);

        return new Gossip(members.ToImmutable(), [], Reachability.Merge(other.Reachability, members.ContainsKey),
            Version.Merge(other.Version), tombstones.ToImmutable());
    }
}
