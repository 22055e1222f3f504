namespace Akka.Actor;

/// <summary>Tells those that watch, or are watched by, actors elsewhere when a node is gone.</summary>
internal sealed class AddressTerminatedTopic : IExtension
{
    private readonly HashSet<IActorRef> _subscribers = [];

    public static AddressTerminatedTopic Get(ActorSystem system) =>
        system.WithExtension<AddressTerminatedTopic, AddressTerminatedTopicProvider>();

    public void Subscribe(IActorRef subscriber)
    {
        lock (_subscribers)
            _subscribers.Add(subscriber);
    }

    public void Unsubscribe(IActorRef subscriber)
    {
        lock (_subscribers)
            _subscribers.Remove(subscriber);
    }

    public void Publish(AddressTerminated message)
    {
        IActorRef[] subscribers;
        lock (_subscribers)
            subscribers = [.. _subscribers];
        foreach (var subscriber in subscribers)
            subscriber.Tell(message, ActorRefs.NoSender);
    }
}

internal sealed class AddressTerminatedTopicProvider : ExtensionIdProvider<AddressTerminatedTopic>
{
    public override AddressTerminatedTopic CreateExtension(ExtendedActorSystem system) => new();
}
