using Akka.Actor;

namespace SplitLearning.Actors.Protocols;

/// <summary>What an actor is told of the nodes of the cluster; stays within a node.</summary>
public static class MembershipProtocol
{
    /// <summary>Role of the node that runs the server.</summary>
    public const string ServerRole = "server";

    /// <summary>Role of the nodes that run agents.</summary>
    public const string AgentRole = "agent";

    /// <summary>A node is a member now.</summary>
    public sealed record NodeUp(Address Address, IReadOnlySet<string> Roles);

    /// <summary>A node that did not answer for a while does so again.</summary>
    public sealed record NodeBack(Address Address);

    /// <summary>Asks for a node to be taken for dead: what it was is somewhere else now.</summary>
    public sealed record DeclareDead(Address Address);

    /// <summary>A node does not answer, or has left.</summary>
    /// <param name="Reason">What is known, e.g. <c>does not answer</c>.</param>
    public sealed record NodeLost(Address Address, string Reason);
}
