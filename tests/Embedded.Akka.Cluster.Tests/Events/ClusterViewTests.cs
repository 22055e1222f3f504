using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Events;
using Akka.Cluster.Membership;
using static Akka.Cluster.ClusterEvent;

namespace Embedded.Akka.Cluster.Tests.Events;

public sealed class ClusterViewTests
{
    private static readonly UniqueAddress A = Node("a", 1), B = Node("b", 1), Again = Node("b", 2);

    [Fact]
    public void Nothing_TwoMembers_MembersComeBeforeReachabilityAndLeaders()
    {
        var after = ClusterView.Of(TwoUp() with { Reachability = Reachability.Empty.Unreachable(A, B) }, A);

        var events = ClusterView.Diff(new CurrentClusterState(), after).ToList();

        Assert.Equal(
            ["MemberUp", "MemberUp", "UnreachableMember", "LeaderChanged", "RoleLeaderChanged"],
            events.Select(e => e.GetType().Name));
    }

    [Fact]
    public void RestartedMember_Diff_OldRemovedBeforeNewJoined()
    {
        var after = TwoUp().Remove([B], 1).Join(A, Again, []);

        var events = ClusterView.Diff(ClusterView.Of(TwoUp(), A), ClusterView.Of(after, A)).ToList();

        Assert.Equal([typeof(MemberRemoved), typeof(MemberJoined)], events.Take(2).Select(e => e.GetType()));
        Assert.Equal(MemberStatus.Up, Assert.IsType<MemberRemoved>(events[0]).PreviousStatus);
    }

    [Fact]
    public void UnreachableMember_RemovedFromCluster_NotReportedReachable()
    {
        var cut = TwoUp() with { Reachability = Reachability.Empty.Unreachable(A, B) };

        var events = ClusterView.Diff(ClusterView.Of(cut, A), ClusterView.Of(cut.Remove([B], 1), A));

        Assert.DoesNotContain(events, e => e is ReachableMember);
    }

    [Fact]
    public void Self_SeenUnreachableByAnother_NotInItsOwnView()
    {
        var cut = TwoUp() with { Reachability = Reachability.Empty.Unreachable(B, A) };

        Assert.Empty(ClusterView.Of(cut, A).Unreachable);
        Assert.Single(ClusterView.Of(cut, B).Unreachable);
    }

    [Fact]
    public void Same_Diff_NoEvents() =>
        Assert.Empty(ClusterView.Diff(ClusterView.Of(TwoUp(), A), ClusterView.Of(TwoUp(), A)));

    private static UniqueAddress Node(string host, int uid) => new(new Address("akka.tcp", "sys", host, 1), uid);

    private static Gossip TwoUp() => Gossip.Empty
        .WithMember(Member.Joining(A, ["server"]).CopyUp(1))
        .WithMember(Member.Joining(B, []).CopyUp(2));
}
