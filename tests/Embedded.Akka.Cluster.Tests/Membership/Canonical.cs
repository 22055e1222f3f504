using Akka.Cluster.Membership;

namespace Embedded.Akka.Cluster.Tests.Membership;

/// <summary>A gossip as text: two gossips that say the same have the same text.</summary>
internal static class Canonical
{
    public static string Text(Gossip gossip) => string.Join('\n',
        "members " + string.Join("; ", gossip.Members.Values),
        "seen " + string.Join("; ", gossip.Seen.Order()),
        "reachability " + string.Join("; ", gossip.Reachability.Rows.Select(r =>
            $"{r.Key} v{r.Value.Version}: {string.Join(',', r.Value.Subjects)}")),
        "version " + gossip.Version,
        "tombstones " + string.Join("; ", gossip.Tombstones));
}
