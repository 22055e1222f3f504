using Akka.Cluster.Membership;

namespace Akka.Cluster.Heartbeats;

/// <summary>Who sends heartbeats to whom: nodes stand in a ring ordered by hash, the same on every node, and each
/// sends to those that follow it. So each is watched by as many, and traffic grows only with the number of
/// nodes.</summary>
internal static class HeartbeatRing
{
    /// <summary>The next <paramref name="monitoredBy"/> reachable nodes after this one, and the unreachable ones
    /// between: those must be heard again when they come back.</summary>
    public static HashSet<UniqueAddress> Receivers(
        UniqueAddress self, IEnumerable<UniqueAddress> nodes, IReadOnlySet<UniqueAddress> unreachable, int monitoredBy)
    {
        var ring = nodes.Where(n => n != self).OrderBy(StableHash.Of).ThenBy(n => n).ToList();
        var own = StableHash.Of(self);
        var start = ring.FindIndex(n => StableHash.Of(n) >= own) is var found and >= 0 ? found : 0;

        var receivers = new HashSet<UniqueAddress>();
        var reachable = 0;
        for (var i = 0; i < ring.Count && reachable < monitoredBy; i++)
        {
            var node = ring[(start + i) % ring.Count];
            receivers.Add(node);
            if (!unreachable.Contains(node))
                reachable++;
        }
        return receivers;
    }
}
