namespace Akka.Actor;

/// <summary>Handle to an actor, wherever it is. Equal when path and uid are.</summary>
public interface IActorRef : ICanTell, IEquatable<IActorRef>, IComparable<IActorRef>, IComparable
{
    ActorPath Path { get; }
}

/// <summary>A reference to an actor of this process.</summary>
public interface ILocalRef : IActorRefScope;

public interface IActorRefScope
{
    bool IsLocal { get; }
}
