namespace Akka.Cluster.Membership;

/// <summary>A hash that is the same in every process, unlike <see cref="string.GetHashCode()"/> (FNV-1a, 64
/// bits).</summary>
internal static class StableHash
{
    public static long Of(UniqueAddress node)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in $"{node.Address}#{node.Uid}")
            hash = (hash ^ c) * 1099511628211UL;
        return (long)hash;
    }

    /// <summary>Of a set, whatever its order.</summary>
    public static long Of(IEnumerable<UniqueAddress> nodes) => nodes.Aggregate(0L, (hash, node) => hash ^ Of(node));
}
