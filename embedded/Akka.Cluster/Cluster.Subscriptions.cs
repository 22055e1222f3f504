using Akka.Actor;
using Akka.Cluster.Daemon;
using static Akka.Cluster.ClusterEvent;

namespace Akka.Cluster;

public partial class Cluster
{
    /// <summary>With the state until now as a snapshot.</summary>
    public void Subscribe(IActorRef subscriber, params Type[] to) =>
        Subscribe(subscriber, SubscriptionInitialStateMode.InitialStateAsSnapshot, to);

    /// <summary>Sends the actor all events of these types from now on, after what was before in the form chosen. Ends
    /// with the actor.</summary>
    /// <exception cref="ArgumentException">No type, or one that is no event of the cluster.</exception>
    public void Subscribe(IActorRef subscriber, SubscriptionInitialStateMode initialStateMode, params Type[] to)
    {
        if (to.Length == 0)
            throw new ArgumentException("Subscribe wants at least one type of event, such as IMemberEvent", nameof(to));
        if (to.FirstOrDefault(t => !t.IsAssignableTo(typeof(IClusterDomainEvent))) is { } wrong)
            throw new ArgumentException($"{wrong} is no IClusterDomainEvent", nameof(to));
        _daemon.Tell(new Subscribe(subscriber, initialStateMode, to), ActorRefs.NoSender);
    }

    public void Unsubscribe(IActorRef subscriber) =>
        _daemon.Tell(new Unsubscribe(subscriber, null), ActorRefs.NoSender);

    public void Unsubscribe(IActorRef subscriber, Type to) =>
        _daemon.Tell(new Unsubscribe(subscriber, to), ActorRefs.NoSender);

    /// <summary>Sends the actor a <see cref="CurrentClusterState"/>, once.</summary>
    public void SendCurrentClusterState(IActorRef receiver) =>
        _daemon.Tell(new SendState(receiver), ActorRefs.NoSender);
}
