using Akka.Cluster;
using Embedded.Akka.Cluster.Tests.Nodes;
using static Akka.Cluster.ClusterEvent;

namespace Embedded.Akka.Cluster.Tests;

/// <summary>Akka.NET, "Using Akka.Cluster", Subscribing to cluster events.</summary>
public sealed class SubscriptionTests : IAsyncDisposable
{
    private readonly NodeSet _nodes = new();

    public ValueTask DisposeAsync() => _nodes.DisposeAsync();

    [Fact]
    public async Task Snapshot_Subscribed_StateComesFirstThenEvents()
    {
        var first = await _nodes.First();
        var probe = new EventProbe(first.System);
        first.Cluster.Subscribe(probe.Ref, InitialStateAsSnapshot, typeof(IMemberEvent));

        var second = await _nodes.Joined(first);

        await probe.Sees<MemberUp>(e => Node.Is(e, second));
        var state = Assert.IsType<CurrentClusterState>(probe.All[0]);
        Assert.Equal([first.Address], state.Members.Select(m => m.Address));
        Assert.Equal(first.Address, state.Leader);
        Assert.DoesNotContain(probe.All, e => e is LeaderChanged);
    }

    [Fact]
    public async Task Events_SubscribedLate_PastComesAsEvents()
    {
        var first = await _nodes.First();
        var second = await _nodes.Joined(first);
        var probe = new EventProbe(first.System);

        first.Cluster.Subscribe(probe.Ref, InitialStateAsEvents, typeof(MemberUp), typeof(LeaderChanged));

        await probe.Sees<LeaderChanged>();
        var ups = probe.All.OfType<MemberUp>().Select(e => e.Member.Address).ToHashSet();
        Assert.Equal([first.Address, second.Address], ups);
        Assert.DoesNotContain(probe.All, e => e is CurrentClusterState);
    }

    [Fact]
    public async Task Subscriber_Unsubscribed_GetsNoMore()
    {
        var first = await _nodes.First();
        var probe = new EventProbe(first.System);
        first.Cluster.Subscribe(probe.Ref, typeof(MemberUp), typeof(MemberJoined));
        first.Cluster.Unsubscribe(probe.Ref, typeof(MemberUp));

        var second = await _nodes.Joined(first);
        await probe.Sees<MemberJoined>(e => Node.Is(e, second));
        first.Cluster.Unsubscribe(probe.Ref);
        await _nodes.Joined(first);
        first.Cluster.SendCurrentClusterState(probe.Ref);

        await probe.Sees<CurrentClusterState>();
        Assert.DoesNotContain(probe.All, e => e is MemberUp);
        Assert.Single(probe.All.OfType<MemberJoined>());
    }

    [Fact]
    public async Task AnyEvent_Received_StateShowsItAlready()
    {
        var first = await _nodes.First();
        var probe = new EventProbe(first.System);
        first.Cluster.Subscribe(probe.Ref, typeof(IMemberEvent));

        var second = await _nodes.Joined(first);

        var up = await probe.Sees<MemberUp>(e => Node.Is(e, second));
        Assert.Contains(first.Cluster.State.Members, m => m.Equals(up.Member) && m.Status == MemberStatus.Up);
    }

    [Fact]
    public void NoType_Subscribed_Refused()
    {
        var node = _nodes.Add(Node.Start());

        Assert.Throws<ArgumentException>(() => node.Cluster.Subscribe(node.Events.Ref));
        Assert.Throws<ArgumentException>(() => node.Cluster.Subscribe(node.Events.Ref, typeof(string)));
    }

    [Fact]
    public async Task Node_ShutDown_SubscribersHearThatAndOfItsRemoval()
    {
        var only = await _nodes.First("akka.cluster.run-coordinated-shutdown-when-down = off");

        only.Cluster.Down(only.Address);

        await only.Events.Sees<ClusterShuttingDown>();
        Assert.Equal(MemberStatus.Down, (await only.SeesRemoved(only)).PreviousStatus);
        Assert.Equal(MemberStatus.Removed, only.Cluster.SelfMember.Status);
    }
}
