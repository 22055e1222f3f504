using System.Collections.Immutable;
using Akka.Cluster.Membership;
using static Akka.Cluster.ClusterEvent;

namespace Akka.Cluster.Events;

/// <summary>From gossip to what users see, and from two such views to the events between them.</summary>
internal static class ClusterView
{
    public static CurrentClusterState Of(Gossip gossip, UniqueAddress self) => new(
        [.. gossip.Members.Values],
        [.. gossip.UnreachableMembers(self)],
        [.. gossip.Seen.Select(n => n.Address)],
        gossip.Leader(self)?.Address,
        gossip.Members.Values
            .SelectMany(m => m.Roles)
            .Distinct()
            .ToImmutableDictionary(role => role, role => gossip.Leader(self, m => m.HasRole(role))?.Address));

    /// <summary>Removals first, so that a restarted node is gone before it joins; then members, reachability and
    /// leaders, so that nobody hears of a leader or of an unreachable node before it heard of the member.</summary>
    public static IEnumerable<IClusterDomainEvent> Diff(CurrentClusterState before, CurrentClusterState after) =>
        MemberEvents(before, after)
            .Concat(after.Unreachable.Except(before.Unreachable).Order().Select(m => new UnreachableMember(m)))
            .Concat(before.Unreachable.Except(after.Unreachable).Order()
                .Select(m => after.Members.TryGetValue(m, out var now) ? new ReachableMember(now) : null)
                .OfType<IClusterDomainEvent>())
            .Concat(LeaderEvents(before, after));

    private static IEnumerable<IClusterDomainEvent> MemberEvents(CurrentClusterState before, CurrentClusterState after)
    {
        foreach (var gone in before.Members.Except(after.Members))
            yield return new MemberRemoved(gone.Copy(MemberStatus.Removed), gone.Status);
        foreach (var member in after.Members)
        {
            if (!before.Members.TryGetValue(member, out var old) || old.Status != member.Status)
                yield return StatusEvent(member);
        }
    }

    private static IMemberEvent StatusEvent(Member member) => member.Status switch
    {
        MemberStatus.Joining => new MemberJoined(member),
        MemberStatus.WeaklyUp => new MemberWeaklyUp(member),
        MemberStatus.Up => new MemberUp(member),
        MemberStatus.Leaving => new MemberLeft(member),
        MemberStatus.Exiting => new MemberExited(member),
        _ => new MemberDowned(member),
    };

    private static IEnumerable<IClusterDomainEvent> LeaderEvents(CurrentClusterState before, CurrentClusterState after)
    {
        if (!Equals(before.Leader, after.Leader))
            yield return new LeaderChanged(after.Leader);
        foreach (var role in before.AllRoles.Union(after.AllRoles).Order(StringComparer.Ordinal))
        {
            if (!Equals(before.RoleLeader(role), after.RoleLeader(role)))
                yield return new RoleLeaderChanged(role, after.RoleLeader(role));
        }
    }
}
