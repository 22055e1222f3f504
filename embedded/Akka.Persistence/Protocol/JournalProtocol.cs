using Akka.Actor;
using Akka.Event;

namespace Akka.Persistence.Protocol;

/// <summary>An answer to one instance of a persistent actor: that after a restart drops it, and nobody misses it when
/// the actor is gone.</summary>
internal interface IForInstance : IDeadLetterSuppression
{
    int Instance { get; }
}

/// <summary>Asks the journal to store. At most one is in flight for an actor, so that no reply overtakes another.
/// Answered by WriteMessagesDone (unless it failed), then by one answer for each event and each deferred message, in
/// order.</summary>
internal sealed record WriteMessages(IReadOnlyList<IPersistentEnvelope> Messages, IActorRef Actor, int Instance);

/// <summary>The journal takes the next.</summary>
internal sealed record WriteMessagesDone(int Instance) : IForInstance;

internal sealed record WriteMessageSuccess(IPersistentRepresentation Event, int Instance) : IForInstance;

/// <summary>This event cannot be stored (others can).</summary>
internal sealed record WriteMessageRejected(IPersistentRepresentation Event, Exception Cause, int Instance)
    : IForInstance;

/// <summary>Whether the event is stored is not known.</summary>
internal sealed record WriteMessageFailure(IPersistentRepresentation Event, Exception Cause, int Instance)
    : IForInstance;

/// <summary>A deferred message comes back behind the events before it.</summary>
internal sealed record LoopMessageSuccess(object Message, int Instance) : IForInstance;

/// <summary>Not for storing: comes back as LoopMessageSuccess.</summary>
internal sealed record Deferred(object Payload, IActorRef Sender) : IPersistentEnvelope
{
    public int Size => 1;
}

/// <summary>Answered by ReplayedMessages, then RecoverySuccess, or by ReplayMessagesFailure at any time.</summary>
internal sealed record ReplayMessages(
    long From, long To, long Max, string PersistenceId, IActorRef Actor, int Instance);

internal sealed record ReplayedMessage(IPersistentRepresentation Event, int Instance) : IForInstance;

internal sealed record RecoverySuccess(long HighestSequenceNr, int Instance) : IForInstance;

internal sealed record ReplayMessagesFailure(Exception Cause, int Instance) : IForInstance;

/// <summary>Answered by DeleteMessagesSuccess or DeleteMessagesFailure.</summary>
internal sealed record DeleteMessagesTo(string PersistenceId, long To, IActorRef Actor);
