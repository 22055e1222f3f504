using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Heartbeats;

namespace Embedded.Akka.Cluster.Tests.Heartbeats;

/// <summary>Akka.NET, "Cluster Specification", failure detector: each node is monitored by a few others.</summary>
public sealed class HeartbeatRingTests
{
    private static readonly ImmutableHashSet<UniqueAddress> Nobody = [];

    [Theory]
    [InlineData(1, 5)]
    [InlineData(4, 5)]
    [InlineData(17, 5)]
    [InlineData(40, 9)]
    public void Ring_AllSend_EachIsMonitoredByAsManyAsWanted(int count, int monitoredBy)
    {
        var nodes = Nodes(count);

        var received = nodes.SelectMany(n => HeartbeatRing.Receivers(n, nodes, Nobody, monitoredBy)).ToLookup(n => n);

        Assert.All(nodes, n => Assert.Equal(Math.Min(monitoredBy, count - 1), received[n].Count()));
        Assert.All(nodes, n => Assert.DoesNotContain(n, HeartbeatRing.Receivers(n, nodes, Nobody, monitoredBy)));
    }

    [Fact]
    public void UnreachableNode_InTheWay_StaysAndAnotherIsAdded()
    {
        var nodes = Nodes(10);
        var usual = HeartbeatRing.Receivers(nodes[0], nodes, Nobody, 3);
        var lost = usual.First();

        var receivers = HeartbeatRing.Receivers(nodes[0], nodes, Nobody.Add(lost), 3);

        Assert.Contains(lost, receivers);
        Assert.Equal(4, receivers.Count);
    }

    private static List<UniqueAddress> Nodes(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new UniqueAddress(new Address("akka.tcp", "sys", "h" + i, 1), i))];
}
