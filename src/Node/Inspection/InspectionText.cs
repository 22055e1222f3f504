using static SplitLearning.Actors.Protocols.InspectionProtocol;

namespace SplitLearning.Node.Inspection;

/// <summary>What a node tells of itself, as text for people.</summary>
internal static class InspectionText
{
    public static void WriteStatus(ClusterSeen cluster, TextWriter output)
    {
        var self = cluster.Members.FirstOrDefault(member => member.Node == cluster.Self);
        output.WriteLine($"Node {cluster.Self}: {self?.Status ?? "not a member"}, {Roles(self?.Roles ?? [])}.");
        output.WriteLine(cluster.Leader.Length == 0 ? "The cluster has no leader." : $"Leader: {cluster.Leader}.");
        var unreachable = cluster.Members.Where(member => !member.Reachable).Select(member => member.Node).ToList();
        output.WriteLine($"Members: {cluster.Members.Count}, "
            + (unreachable.Count == 0 ? "all reachable." : $"unreachable: {string.Join(", ", unreachable)}."));
    }

    public static void WriteMembers(ClusterSeen cluster, TextWriter output)
    {
        output.WriteLine($"{"node",-24}{"status",-10}{"roles",-12}{"reachable",-11}uid");
        foreach (var member in cluster.Members)
            output.WriteLine($"{member.Node,-24}{member.Status,-10}{string.Join(',', member.Roles),-12}"
                + $"{(member.Reachable ? "yes" : "no"),-11}{member.Uid}"
                + (member.Node == cluster.Leader ? "  leader" : "") + (member.Node == cluster.Self ? "  self" : ""));
    }

    public static void WriteTree(ActorsSeen actors, TextWriter output)
    {
        output.WriteLine("/user");
        foreach (var parts in actors.Paths.Select(path => path.Split('/', StringSplitOptions.RemoveEmptyEntries)))
            output.WriteLine($"{new string(' ', 2 * (parts.Length - 1))}{parts[^1]}");
    }

    private static string Roles(IReadOnlyList<string> roles) => roles.Count switch
    {
        0 => "no roles",
        1 => $"role {roles[0]}",
        _ => $"roles {string.Join(", ", roles)}",
    };
}
