namespace Akka.Actor;

/// <summary>Makes and finds references. The local one is always there; remoting puts its own around it.</summary>
public interface IActorRefProvider
{
    IInternalActorRef RootGuardian { get; }

    LocalActorRef Guardian { get; }

    LocalActorRef SystemGuardian { get; }

    IActorRef DeadLetters { get; }

    ActorPath RootPath { get; }

    Settings Settings { get; }

    IInternalActorRef TempContainer { get; }

    /// <summary>Done when the root guardian is gone.</summary>
    Task TerminationTask { get; }

    /// <summary>Where others reach this system; without a host if they cannot.</summary>
    Address DefaultAddress { get; }

    IActorRef RootGuardianAt(Address address);

    void Init(ActorSystemImpl system);

    ActorPath TempPath();

    void RegisterTempActor(IInternalActorRef actorRef, ActorPath path);

    void UnregisterTempActor(ActorPath path);

    IInternalActorRef ActorOf(
        ActorSystemImpl system, Props props, IInternalActorRef supervisor, ActorPath path, bool systemService);

    /// <summary>The reference for a path in text, with or without uid. Never null: where there is no actor, what is
    /// sent to it goes to the dead letters.</summary>
    IActorRef ResolveActorRef(string path);

    IActorRef ResolveActorRef(ActorPath actorPath);
}
