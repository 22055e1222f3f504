using Akka.Actor;
using static Akka.Cluster.ClusterEvent;

namespace Akka.Cluster.Daemon;

/// <summary>Who wants which events. Used by the daemon only, which watches the subscribers.</summary>
internal sealed class EventPublisher
{
    private readonly Dictionary<IActorRef, HashSet<Type>> _subscriptions = [];

    public void Subscribe(IActorRef subscriber, IEnumerable<Type> to)
    {
        if (!_subscriptions.TryGetValue(subscriber, out var types))
            _subscriptions[subscriber] = types = [];
        types.UnionWith(to);
    }

    /// <returns>Whether the subscriber has nothing left.</returns>
    public bool Unsubscribe(IActorRef subscriber, Type? to)
    {
        if (!_subscriptions.TryGetValue(subscriber, out var types))
            return false;
        types.RemoveWhere(t => to is null || t == to);
        return types.Count == 0 && _subscriptions.Remove(subscriber);
    }

    public void Publish(IClusterDomainEvent e)
    {
        foreach (var (subscriber, types) in _subscriptions)
            Send(subscriber, types, e);
    }

    public static void Send(IActorRef subscriber, IEnumerable<Type> to, IClusterDomainEvent e)
    {
        if (to.Any(t => t.IsInstanceOfType(e)))
            subscriber.Tell(e, ActorRefs.NoSender);
    }
}
