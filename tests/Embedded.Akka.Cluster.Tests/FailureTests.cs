using Akka.Actor;
using Akka.Cluster;
using Embedded.Akka.Cluster.Tests.Nodes;
using static Akka.Cluster.ClusterEvent;

namespace Embedded.Akka.Cluster.Tests;

/// <summary>Akka.NET, "Cluster Specification", failure detector; "Downing"; "Node restarts".</summary>
public sealed class FailureTests : IAsyncDisposable
{
    private readonly NodeSet _nodes = new();

    public ValueTask DisposeAsync() => _nodes.DisposeAsync();

    [Fact]
    public async Task Member_Crashes_UnreachableUntilDownedThenRemoved()
    {
        var first = await _nodes.First();
        var second = await _nodes.Joined(first);
        var third = await _nodes.Joined(first);

        await second.Crash();
        await first.SeesUnreachable(second);
        await third.SeesUnreachable(second);
        Assert.Equal(MemberStatus.Up, first.StatusOf(second));
        first.Cluster.Down(second.Address);

        await third.Events.Sees<MemberDowned>(e => Node.Is(e, second));
        Assert.Equal(MemberStatus.Down, (await third.SeesRemoved(second)).PreviousStatus);
        await first.SeesRemoved(second);
        Assert.Empty(first.Cluster.State.Unreachable);
    }

    [Fact]
    public async Task MemberUnreachable_AnotherJoins_StaysJoiningUntilDowned()
    {
        var first = await _nodes.First();
        var second = await _nodes.Joined(first);
        await second.Crash();
        await first.SeesUnreachable(second);

        var third = _nodes.Add(Node.Start(Node.Seeds(first.Address)));
        await third.Events.Sees<MemberJoined>(e => Node.Is(e, third));
        Assert.Equal(MemberStatus.Joining, first.StatusOf(third));
        first.Cluster.Down(second.Address);

        await third.SeesUp(third);
    }

    [Fact]
    public async Task LiveMember_Downed_ItsSystemTerminatesAndOthersRemoveIt()
    {
        var first = await _nodes.First();
        var second = await _nodes.Joined(first);

        first.Cluster.Down(second.Address);

        await second.System.WhenTerminated.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(MemberStatus.Down, (await first.SeesRemoved(second)).PreviousStatus);
    }

    [Fact]
    public async Task MemberCrashed_RestartedAtSameAddress_OldOneRemovedAndNewOneUp()
    {
        var first = await _nodes.First();
        var second = await _nodes.Joined(first);
        await second.Crash();

        var again = _nodes.Add(Node.StartAt(second.Address.Port!.Value, Node.Seeds(first.Address)));

        await first.SeesRemoved(second);
        await first.SeesUp(again);
        await again.SeesUp(again);
        Assert.NotEqual(second.Cluster.SelfUniqueAddress, again.Cluster.SelfUniqueAddress);
    }

    [Fact]
    public async Task FirstSeedCrashed_RestartedAtSameAddress_JoinsTheOthers()
    {
        var port = Node.FreePort();
        var secondPort = Node.FreePort();
        var seeds = Node.Seeds(Node.At(port), Node.At(secondPort));
        var first = _nodes.Add(Node.StartAt(port, seeds));
        var second = _nodes.Add(Node.StartAt(secondPort, seeds));
        await second.SeesUp(second);
        await first.SeesUp(second);
        await first.Crash();

        var again = _nodes.Add(Node.StartAt(port, seeds));

        await second.SeesUp(again);
        await again.SeesUp(again);
        Assert.Equal(2, again.Cluster.State.Members.Count(m => m.Status == MemberStatus.Up));
    }

    [Fact]
    public async Task WatchedActor_ItsNodeCrashesAndIsDowned_WatcherGetsTerminatedOnce()
    {
        var first = await _nodes.First();
        var second = await _nodes.Joined(first);
        var remote = first.System.ActorSelection(second.Cluster.RemotePathOf(second.Events.Ref).ToString());
        var watched = await remote.ResolveOne(TimeSpan.FromSeconds(20));
        var watcher = new EventProbe(first.System);
        watcher.Ref.Tell(new EventProbe.Do(context => context.Watch(watched)));

        await second.Crash();
        await first.SeesUnreachable(second);
        first.Cluster.Down(second.Address);

        var terminated = await watcher.Sees<Terminated>();
        Assert.Equal(watched, terminated.ActorRef);
        Assert.True(terminated.AddressTerminated);
    }

    [Fact]
    public async Task SystemWithoutCluster_ClusterAskedFor_ErrorNamesTheKey()
    {
        using var local = ActorSystem.Create("sys", "akka.loglevel = OFF");

        var wrong = Assert.Throws<global::Akka.Configuration.ConfigurationException>(
            () => global::Akka.Cluster.Cluster.Get(local));

        Assert.Contains("akka.actor.provider", wrong.Message, StringComparison.Ordinal);
        await local.Terminate();
    }
}
