using Akka.Actor;

namespace Akka.Dispatch;

/// <summary>Where an actor's messages wait. Many producers, one consumer at a time.</summary>
public interface IMessageQueue
{
    bool HasMessages { get; }

    void Enqueue(IActorRef receiver, Envelope envelope);

    bool TryDequeue(out Envelope envelope);
}
