using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Cluster.Membership;

/// <summary>Changes that one node makes to what it knows; each gives back the same instance when there is nothing to
/// change.</summary>
internal static class GossipChanges
{
    /// <summary>Lets a node in as Joining. A former incarnation at its address is taken down first: only when that is
    /// removed can the new one join.</summary>
    public static Gossip Join(
        this Gossip gossip, UniqueAddress self, UniqueAddress node, ImmutableHashSet<string> roles)
    {
        if (gossip.Members.ContainsKey(node) || gossip.Tombstones.ContainsKey(node))
            return gossip;
        var former = gossip.AtAddress(node.Address);
        if (former is not null)
            return gossip.Terminated(self, former.UniqueAddress).Down(self, node.Address);
        return gossip.WithMember(Member.Joining(node, roles)).ChangedBy(self);
    }

    public static Gossip Leave(this Gossip gossip, UniqueAddress self, Address address) =>
        gossip.AtAddress(address) is { } member && StatusOrder.MayBecome(member.Status, MemberStatus.Leaving)
            ? gossip.WithMember(member.Copy(MemberStatus.Leaving)).ChangedBy(self)
            : gossip;

    public static Gossip Down(this Gossip gossip, UniqueAddress self, Address address) =>
        gossip.AtAddress(address) is { Status: not MemberStatus.Down } member
            ? gossip.WithMember(member.Copy(MemberStatus.Down)).ChangedBy(self)
            : gossip;

    /// <summary>The incarnation will never be heard of again: it was replaced, or its system quarantined.</summary>
    public static Gossip Terminated(this Gossip gossip, UniqueAddress self, UniqueAddress node) =>
        gossip.Members.ContainsKey(node)
            ? gossip.WithReachability(self, gossip.Reachability.Terminated(self, node))
            : gossip;

    /// <summary>Takes over what this node's failure detector says of the other members.</summary>
    public static Gossip Observe(this Gossip gossip, UniqueAddress self, Func<Address, bool> isAvailable)
    {
        var reachability = gossip.Reachability;
        foreach (var node in gossip.Members.Keys.Where(n => n != self))
        {
            reachability = isAvailable(node.Address)
                ? reachability.Reachable(self, node)
                : reachability.Unreachable(self, node);
        }
        return gossip.WithReachability(self, reachability);
    }

    public static Member? AtAddress(this Gossip gossip, Address address) =>
        gossip.Members.Values.FirstOrDefault(m => m.Address.Equals(address));

    private static Gossip WithReachability(this Gossip gossip, UniqueAddress self, Reachability reachability) =>
        ReferenceEquals(reachability, gossip.Reachability)
            ? gossip
            : (gossip with { Reachability = reachability }).ChangedBy(self);
}
