namespace Akka.Actor;

public static class ActorRefs
{
    /// <summary>Sender of a message that wants no answer: the receiver sees the dead letters as its Sender.</summary>
    public static readonly IActorRef NoSender = null!;

    public static readonly Nobody Nobody = Nobody.Instance;
}
