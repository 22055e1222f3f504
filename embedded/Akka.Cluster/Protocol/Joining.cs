using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster.Membership;
using Akka.Event;

namespace Akka.Cluster.Protocol;

/// <summary>What all nodes of one cluster must agree on.</summary>
/// <param name="ProtocolVersion">Of the messages in this folder.</param>
/// <param name="Downing">Type name of the downing provider and its strategy: sides that decide differently would
/// split.</param>
internal sealed record JoinTerms(int ProtocolVersion, string Downing)
{
    public const int CurrentVersion = 1;

    /// <summary>Why a node with these terms cannot join one with those; null if it can.</summary>
    public string? Conflict(JoinTerms joining) =>
        ProtocolVersion != joining.ProtocolVersion
            ? $"cluster protocol version is {ProtocolVersion}, the joining node has {joining.ProtocolVersion}"
            : Downing != joining.Downing
                ? $"akka.cluster.downing-provider-class with its strategy is '{Downing}', the joining node has " +
                  $"'{joining.Downing}'"
                : null;
}

/// <summary>Asks a seed node whether it is in a cluster.</summary>
internal sealed record InitJoin(JoinTerms Terms) : IClusterMessage, IDeadLetterSuppression;

/// <param name="Refusal">Why the asking node cannot join; null: it can.</param>
internal sealed record InitJoinAck(Address From, string? Refusal) : IClusterMessage;

/// <summary>The seed node is in no cluster itself, or about to go.</summary>
internal sealed record InitJoinNack(Address From) : IClusterMessage, IDeadLetterSuppression;

/// <summary>Repeated until <see cref="Welcome"/> comes; a repetition is answered again.</summary>
internal sealed record Join(UniqueAddress Node, ImmutableHashSet<string> Roles) : IClusterMessage;

internal sealed record Welcome(UniqueAddress From, Gossip Gossip) : IClusterMessage;
