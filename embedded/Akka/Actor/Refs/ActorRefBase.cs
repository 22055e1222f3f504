namespace Akka.Actor;

public abstract class ActorRefBase : IActorRef
{
    public abstract ActorPath Path { get; }

    public static bool operator ==(ActorRefBase? left, ActorRefBase? right) => Equals(left, right);

    public static bool operator !=(ActorRefBase? left, ActorRefBase? right) => !Equals(left, right);

    public void Tell(object message, IActorRef? sender)
    {
        if (message is null)
            throw new InvalidMessageException();
        TellInternal(message, sender);
    }

    public bool Equals(IActorRef? other) => ReferenceEquals(this, other) ||
        (other is not null && Path.Uid == other.Path.Uid && Path.Equals(other.Path));

    public override bool Equals(object? obj) => Equals(obj as IActorRef);

    public override int GetHashCode() => Path.Uid != 0 ? Path.Uid.GetHashCode() : Path.GetHashCode();

    public int CompareTo(IActorRef? other)
    {
        var order = Path.CompareTo(other?.Path);
        return order != 0 || other is null ? order : Path.Uid.CompareTo(other.Path.Uid);
    }

    int IComparable.CompareTo(object? obj) => CompareTo(obj as IActorRef);

    public override string ToString() => $"[{Path.ToStringWithUid()}]";

    protected abstract void TellInternal(object message, IActorRef? sender);
}
