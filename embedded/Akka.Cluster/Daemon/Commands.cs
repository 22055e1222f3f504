using System.Collections.Immutable;
using Akka.Actor;
using static Akka.Cluster.ClusterEvent;

namespace Akka.Cluster.Daemon;

/// <summary>From <see cref="Cluster"/> to its daemon; never over the wire.</summary>
internal sealed record JoinTo(Address Address);

internal sealed record JoinSeedNodes(ImmutableList<Address> Seeds);

internal sealed record Subscribe(IActorRef Subscriber, SubscriptionInitialStateMode Mode, IReadOnlyList<Type> To);

/// <param name="To">Null: all.</param>
internal sealed record Unsubscribe(IActorRef Subscriber, Type? To);

internal sealed record SendState(IActorRef Receiver);

/// <summary>The coordinated shutdown has come to the point where this node's work is done.</summary>
internal sealed record ExitingCompleted
{
    public static readonly ExitingCompleted Instance = new();
}
