namespace SplitLearning.Actors.Protocols;

/// <summary>A person asks a node what it sees of the cluster and which actors it runs, or has a member go.</summary>
/// <remarks>Asked of <c>/user/inspector</c>. Nodes are named HOST:PORT. Asking again is always safe.</remarks>
public static class InspectionProtocol
{
    /// <summary>Answered with <see cref="ClusterSeen"/>.</summary>
    public sealed record InspectCluster : IWireMessage;

    /// <summary>The cluster as one node sees it at the moment.</summary>
    /// <param name="Self">The node that answers.</param>
    /// <param name="Leader">Empty while there is none.</param>
    /// <param name="Members">In the order of their addresses.</param>
    public sealed record ClusterSeen(string Self, string Leader, IReadOnlyList<MemberSeen> Members) : IWireMessage;

    /// <param name="Uid">Of this life of the node; another one after a restart.</param>
    /// <param name="Status">E.g. <c>Up</c> or <c>Leaving</c>.</param>
    /// <param name="Roles">In alphabetical order.</param>
    public sealed record MemberSeen(string Node, int Uid, string Status, IReadOnlyList<string> Roles, bool Reachable);

    /// <summary>Has a member leave in good order. Answered with <see cref="MemberTold"/>.</summary>
    public sealed record LeaveMember(string Node) : IWireMessage;

    /// <summary>Declares a member dead. Answered with <see cref="MemberTold"/>.</summary>
    public sealed record DownMember(string Node) : IWireMessage;

    /// <param name="IsMember">False: there is no such member, nothing has happened.</param>
    public sealed record MemberTold(string Node, bool IsMember) : IWireMessage;

    /// <summary>Answered with <see cref="ActorsSeen"/>.</summary>
    public sealed record InspectActors : IWireMessage;

    /// <param name="Paths">
    /// Actors that the product started, e.g. <c>/user/server/checkpoints</c>; parents first.
    /// </param>
    public sealed record ActorsSeen(IReadOnlyList<string> Paths) : IWireMessage;
}
