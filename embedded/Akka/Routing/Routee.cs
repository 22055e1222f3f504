using Akka.Actor;

namespace Akka.Routing;

/// <summary>Someone whom a router sends to.</summary>
public abstract record Routee
{
    /// <summary>Nobody to send to: what is sent goes to the dead letters.</summary>
    public static readonly Routee NoRoutee = new None();

    public static Routee FromActorRef(IActorRef actorRef) => new ActorRefRoutee(actorRef);

    public abstract void Send(object message, IActorRef? sender);

    private sealed record None : Routee
    {
        public override void Send(object message, IActorRef? sender) =>
            (sender as IInternalActorRef)?.Provider.DeadLetters.Tell(message, sender);
    }
}

/// <summary>An actor. A router watches it, and removes it when it is gone.</summary>
public sealed record ActorRefRoutee(IActorRef Actor) : Routee
{
    public override void Send(object message, IActorRef? sender) => Actor.Tell(message, sender);
}

/// <summary>Whoever is at a path when a message is sent.</summary>
public sealed record ActorSelectionRoutee(ActorSelection Selection) : Routee
{
    public override void Send(object message, IActorRef? sender) => Selection.Tell(message, sender);
}
