namespace Akka.Cluster.Membership;

/// <summary>What the leader does once the members agree.</summary>
/// <param name="MinMembers">Members that must have joined before the first becomes Up.</param>
/// <param name="MinMembersOfRole">The same for each role.</param>
internal sealed record LeaderActions(int MinMembers, IReadOnlyDictionary<string, int> MinMembersOfRole)
{
    /// <summary>Removes members that are down or have left, ends leaving, lets joining members in; the same instance
    /// when there is nothing to do.</summary>
    public Gossip Apply(
        Gossip gossip, UniqueAddress self, IReadOnlySet<UniqueAddress> exitingConfirmed, DateTimeOffset now)
    {
        if (!gossip.IsConverged(self, exitingConfirmed))
            return gossip;
        var removed = gossip.Members.Values
            .Where(m => HasGone(gossip, m, exitingConfirmed))
            .Select(m => m.UniqueAddress)
            .ToHashSet();
        var moved = MovedOn(gossip, removed).ToList();
        if (removed.Count == 0 && moved.Count == 0)
            return gossip;
        var next = gossip.Remove(removed, now.ToUnixTimeMilliseconds());
        return moved.Aggregate(next, (g, member) => g.WithMember(member)).ChangedBy(self);
    }

    private static bool HasGone(Gossip gossip, Member member, IReadOnlySet<UniqueAddress> exitingConfirmed) =>
        StatusOrder.GoesAway(member.Status) && !gossip.Reachability.IsReachable(member.UniqueAddress)
        || member.Status == MemberStatus.Exiting && exitingConfirmed.Contains(member.UniqueAddress);

    private IEnumerable<Member> MovedOn(Gossip gossip, HashSet<UniqueAddress> removed)
    {
        var upNumbers = gossip.Members.Values.Select(m => m.UpNumber).Where(n => n != int.MaxValue);
        var upNumber = upNumbers.DefaultIfEmpty().Max();
        var mayEnter = HasEnoughMembers(gossip);
        foreach (var member in gossip.Members.Values.Where(m => !removed.Contains(m.UniqueAddress)))
        {
            if (member.Status == MemberStatus.Leaving)
                yield return member.Copy(MemberStatus.Exiting);
            else if (member.Status is MemberStatus.Joining or MemberStatus.WeaklyUp && mayEnter)
                yield return member.CopyUp(++upNumber);
        }
    }

    private bool HasEnoughMembers(Gossip gossip)
    {
        var staying = gossip.Members.Values.Where(m => !StatusOrder.GoesAway(m.Status)).ToList();
        return staying.Count >= MinMembers
            && MinMembersOfRole.All(r => staying.Count(m => m.HasRole(r.Key)) >= r.Value);
    }
}
