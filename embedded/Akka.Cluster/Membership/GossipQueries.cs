namespace Akka.Cluster.Membership;

/// <summary>What follows from a gossip for the node that holds it: leader, reachability, convergence.</summary>
internal static class GossipQueries
{
    public static Member? Find(this Gossip gossip, UniqueAddress node) => gossip.Members.GetValueOrDefault(node);

    /// <summary>Members that somebody cannot reach; never the node itself, which knows better.</summary>
    public static IEnumerable<Member> UnreachableMembers(this Gossip gossip, UniqueAddress self) =>
        gossip.Reachability.AllUnreachable.Where(n => n != self).Select(gossip.Find).OfType<Member>();

    /// <summary>The word of a member that is down counts no more: it may be the one that is cut off.</summary>
    public static Reachability TrustedReachability(this Gossip gossip) => gossip.Reachability.WithoutObservers(
        gossip.Members.Values.Where(m => m.Status == MemberStatus.Down).Select(m => m.UniqueAddress));

    /// <summary>Whether all members that decide have seen this gossip and none that matters is unreachable: then, and
    /// only then, the leader may move members on.</summary>
    public static bool IsConverged(this Gossip gossip, UniqueAddress self, IReadOnlySet<UniqueAddress> exitingConfirmed)
    {
        var unreachable = gossip.TrustedReachability().AllUnreachable;
        var allDecided = unreachable
            .Where(n => n != self && !exitingConfirmed.Contains(n))
            .All(n => gossip.Find(n) is not { } member || StatusOrder.GoesAway(member.Status));
        return allDecided && gossip.Members.Values.All(m =>
            !StatusOrder.Decides(m.Status) || gossip.Seen.Contains(m.UniqueAddress));
    }

    /// <summary>First by address of the reachable members that are Up or Leaving; without such, of those that join,
    /// then of those that exit.</summary>
    public static Member? Leader(this Gossip gossip, UniqueAddress self, Func<Member, bool>? among = null)
    {
        var reachability = gossip.TrustedReachability();
        return gossip.Members.Values
            .Where(m => m.Status != MemberStatus.Down && (among is null || among(m)))
            .Where(m => m.UniqueAddress == self || reachability.IsReachable(m.UniqueAddress))
            .MinBy(m => (Precedence(m.Status), m));
    }

    private static int Precedence(MemberStatus status) =>
        StatusOrder.Decides(status) ? 0 : status == MemberStatus.Exiting ? 2 : 1;
}
