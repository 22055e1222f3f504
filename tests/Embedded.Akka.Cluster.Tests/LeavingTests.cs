using Akka.Cluster;
using Embedded.Akka.Cluster.Tests.Nodes;
using static Akka.Cluster.ClusterEvent;

namespace Embedded.Akka.Cluster.Tests;

/// <summary>Akka.NET, "Coordinated Shutdown" and "Cluster Specification", membership lifecycle: leaving
/// gracefully.</summary>
public sealed class LeavingTests : IAsyncDisposable
{
    private readonly NodeSet _nodes = new();

    public ValueTask DisposeAsync() => _nodes.DisposeAsync();

    [Fact]
    public async Task Member_Leaves_OthersSeeLeftExitedRemovedAndItsSystemTerminates()
    {
        var first = await _nodes.First();
        var second = await _nodes.Joined(first);
        var third = await _nodes.Joined(first);

        second.Cluster.Leave(second.Address);

        Assert.Equal(MemberStatus.Exiting, (await first.SeesRemoved(second)).PreviousStatus);
        Assert.Equal(MemberStatus.Exiting, (await third.SeesRemoved(second)).PreviousStatus);
        await second.System.WhenTerminated.WaitAsync(TimeSpan.FromSeconds(30));
        var last = first.Events.All.OfType<IMemberEvent>().Where(e => Node.Is(e, second)).TakeLast(3);
        Assert.Equal([typeof(MemberLeft), typeof(MemberExited), typeof(MemberRemoved)], last.Select(e => e.GetType()));
        Assert.DoesNotContain(first.Events.All, e => e is UnreachableMember);
    }

    [Fact]
    public async Task Leader_Leaves_AnotherLeads()
    {
        var first = await _nodes.First();
        var second = await _nodes.Joined(first);
        var (leader, other) = first.Cluster.State.Leader == first.Address ? (first, second) : (second, first);

        leader.Cluster.Leave(leader.Address);

        await other.SeesRemoved(leader);
        Assert.Equal(other.Address, other.Cluster.State.Leader);
    }

    [Fact]
    public async Task Member_LeftByAnother_Goes()
    {
        var first = await _nodes.First();
        var second = await _nodes.Joined(first);

        first.Cluster.Leave(second.Address);

        await first.SeesRemoved(second);
        await second.System.WhenTerminated.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task LastMember_Leaves_SystemTerminates()
    {
        var only = await _nodes.First();

        await only.Cluster.LeaveAsync().WaitAsync(TimeSpan.FromSeconds(30));

        await only.System.WhenTerminated.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.True(only.Cluster.IsTerminated);
    }

    [Fact]
    public async Task Member_ItsCoordinatedShutdownRuns_LeavesGracefully()
    {
        var first = await _nodes.First();
        var second = await _nodes.Joined(first, "akka.coordinated-shutdown.run-by-actor-system-terminate = on");

        await second.System.Terminate().WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(MemberStatus.Exiting, (await first.SeesRemoved(second)).PreviousStatus);
        Assert.DoesNotContain(first.Events.All, e => e is UnreachableMember);
    }

    [Fact]
    public async Task OnMemberRemoved_MemberLeaves_CalledOnIt()
    {
        var first = await _nodes.First();
        var second = await _nodes.Joined(first);
        var removed = new TaskCompletionSource();
        second.Cluster.RegisterOnMemberRemoved(removed.SetResult);

        second.Cluster.Leave(second.Address);

        await removed.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.True(second.Cluster.IsTerminated);
    }
}
