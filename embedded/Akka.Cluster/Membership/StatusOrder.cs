namespace Akka.Cluster.Membership;

/// <summary>The life of a member as an order: a status only ever grows, so the greater of two views is the later
/// one.</summary>
internal static class StatusOrder
{
    public static int Rank(MemberStatus status) => status switch
    {
        MemberStatus.Joining => 0,
        MemberStatus.WeaklyUp => 1,
        MemberStatus.Up => 2,
        MemberStatus.Leaving => 3,
        MemberStatus.Exiting => 4,
        MemberStatus.Down => 5,
        _ => 6,
    };

    /// <summary>Exiting comes only after Leaving, so that a node always has the time to hand over.</summary>
    public static bool MayBecome(MemberStatus from, MemberStatus to) =>
        Rank(from) < Rank(to) && (to != MemberStatus.Exiting || from == MemberStatus.Leaving);

    /// <summary>Members with one of these take part in decisions: all of them must have seen a gossip to
    /// converge.</summary>
    public static bool Decides(MemberStatus status) => status is MemberStatus.Up or MemberStatus.Leaving;

    /// <summary>Members with one of these are on their way out: being unreachable they block nothing.</summary>
    public static bool GoesAway(MemberStatus status) => status is MemberStatus.Exiting or MemberStatus.Down;

    public static Member Later(Member a, Member b)
    {
        var status = Rank(a.Status) >= Rank(b.Status) ? a.Status : b.Status;
        return Member.Restore(a.UniqueAddress, Math.Min(a.UpNumber, b.UpNumber), status, a.Roles);
    }
}
