using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Membership;

namespace Embedded.Akka.Cluster.Tests.Membership;

/// <summary>Akka.NET, "Cluster Specification": gossip convergence, leader, member states.</summary>
public sealed class LeaderActionsTests
{
    private static readonly UniqueAddress A = Node("a"), B = Node("b"), C = Node("c");
    private static readonly ImmutableHashSet<UniqueAddress> Nobody = [];
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    [Fact]
    public void AllJoining_LeaderActs_UpOneAfterTheOther()
    {
        var gossip = Of((A, MemberStatus.Joining), (B, MemberStatus.Joining));

        var next = Act(gossip);

        Assert.Equal([(A, MemberStatus.Up, 1), (B, MemberStatus.Up, 2)], Statuses(next));
    }

    [Fact]
    public void UpMemberHasNotSeen_LeaderActs_Nothing()
    {
        var gossip = Of((A, MemberStatus.Up), (B, MemberStatus.Up), (C, MemberStatus.Joining));

        var next = Act(gossip with { Seen = [A] });

        Assert.Same(gossip.Members, next.Members);
        Assert.Equal(MemberStatus.Joining, next.Members[C].Status);
    }

    [Fact]
    public void JoiningMemberHasNotSeen_LeaderActs_GoesOn()
    {
        var gossip = Of((A, MemberStatus.Up), (B, MemberStatus.Joining)) with { Seen = [A] };

        Assert.Equal(MemberStatus.Up, Act(gossip).Members[B].Status);
    }

    [Fact]
    public void UpMemberUnreachable_LeaderActs_Nothing()
    {
        var gossip = Of((A, MemberStatus.Up), (B, MemberStatus.Up), (C, MemberStatus.Joining));
        var cut = gossip with { Reachability = gossip.Reachability.Unreachable(A, B) };

        Assert.Same(cut, Act(cut));
    }

    [Fact]
    public void DownMemberUnreachable_LeaderActs_RemovedWithTombstone()
    {
        var gossip = Of((A, MemberStatus.Up), (B, MemberStatus.Down));
        var cut = gossip with { Reachability = gossip.Reachability.Unreachable(A, B), Seen = [A] };

        var next = Act(cut);

        Assert.Equal([A], next.Members.Keys);
        Assert.Equal(Now.ToUnixTimeMilliseconds(), next.Tombstones[B]);
        Assert.Empty(next.Reachability.AllUnreachable);
        Assert.True(next.Merge(cut).Members.Keys.SequenceEqual([A]));
    }

    [Fact]
    public void OnlyDownMemberSeesAnotherUnreachable_LeaderActs_ItsWordDoesNotCount()
    {
        var gossip = Of((A, MemberStatus.Up), (B, MemberStatus.Up), (C, MemberStatus.Down));
        var reachability = gossip.Reachability.Unreachable(C, B).Unreachable(A, C);

        Assert.Equal([A, B], Act(gossip with { Reachability = reachability }).Members.Keys);
    }

    [Fact]
    public void LeavingMember_LeaderActs_Exiting()
    {
        var gossip = Of((A, MemberStatus.Up), (B, MemberStatus.Leaving));

        Assert.Equal(MemberStatus.Exiting, Act(gossip).Members[B].Status);
    }

    [Fact]
    public void ExitingMember_LeaderActs_RemovedOnlyWhenConfirmedOrUnreachable()
    {
        var gossip = Of((A, MemberStatus.Up), (B, MemberStatus.Exiting));
        var unreachable = gossip with { Reachability = gossip.Reachability.Unreachable(A, B) };

        Assert.Same(gossip, Act(gossip));
        Assert.Equal([A], Actions(1).Apply(gossip, A, Nobody.Add(B), Now).Members.Keys);
        Assert.Equal([A], Act(unreachable).Members.Keys);
    }

    [Fact]
    public void TooFewMembers_LeaderActs_NobodyUp()
    {
        var gossip = Of((A, MemberStatus.Joining), (B, MemberStatus.Joining));

        Assert.Same(gossip, Actions(3).Apply(gossip, A, Nobody, Now));
    }

    [Fact]
    public void Members_LeaderChosen_FirstReachableByAddressThatIsUpOrLeaving()
    {
        var gossip = Of((A, MemberStatus.Joining), (B, MemberStatus.Leaving), (C, MemberStatus.Up));
        var cut = gossip with { Reachability = gossip.Reachability.Unreachable(C, B) };

        Assert.Equal(B, gossip.Leader(A)?.UniqueAddress);
        Assert.Equal(C, cut.Leader(A)?.UniqueAddress);
        Assert.Equal(B, cut.Leader(B)?.UniqueAddress);
        Assert.Equal(A, gossip.Leader(A, m => m.Status == MemberStatus.Joining)?.UniqueAddress);
        Assert.Null(Gossip.Empty.Leader(A));
    }

    [Fact]
    public void TerminatedNode_ObservedAgain_StaysUnreachable()
    {
        var gossip = Of((A, MemberStatus.Up), (B, MemberStatus.Up)).Terminated(A, B);

        Assert.Same(gossip, gossip.Observe(A, _ => true));
    }

    [Fact]
    public void OldTombstones_Pruned_VersionForgetsThemToo()
    {
        var removed = Of((A, MemberStatus.Up)).ChangedBy(B).Remove([B], unixMilliseconds: 1000);

        var pruned = removed.PruneTombstones(beforeUnixMilliseconds: 1001);

        Assert.Empty(pruned.Tombstones);
        Assert.False(pruned.Version.Counts.ContainsKey(B));
        Assert.Same(removed, removed.PruneTombstones(beforeUnixMilliseconds: 1000));
    }

    private static UniqueAddress Node(string host) => new(new Address("akka.tcp", "sys", host, 1), 1);

    private static LeaderActions Actions(int minimum) => new(minimum, ImmutableDictionary<string, int>.Empty);

    private static Gossip Act(Gossip gossip) => Actions(1).Apply(gossip, A, Nobody, Now);

    /// <summary>All seen by all.</summary>
    private static Gossip Of(params (UniqueAddress Node, MemberStatus Status)[] members) =>
        members.Aggregate(Gossip.Empty, (g, m) => g
            .WithMember(Member.Restore(m.Node, m.Status == MemberStatus.Joining ? int.MaxValue : 1, m.Status, []))
            .SeenBy(m.Node));

    private static IEnumerable<(UniqueAddress, MemberStatus, int)> Statuses(Gossip gossip) =>
        gossip.Members.Values.Select(m => (m.UniqueAddress, m.Status, m.UpNumber));
}
