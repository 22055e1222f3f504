using Akka.Actor;

namespace Akka.Persistence;

/// <summary>One thing on its way through the journal, with the sender of the command that it came from.</summary>
public interface IPersistentEnvelope
{
    object Payload { get; }

    IActorRef Sender { get; }

    int Size { get; }
}

/// <summary>An event with its place in the history of its actor.</summary>
public interface IPersistentRepresentation
{
    object Payload { get; }

    string PersistenceId { get; }

    /// <summary>Counts from 1, without gaps.</summary>
    long SequenceNr { get; }

    IActorRef Sender { get; }
}

public class Persistent(
    object payload, long sequenceNr = 0L, string? persistenceId = null, IActorRef? sender = null)
    : IPersistentRepresentation
{
    public object Payload { get; } = payload;

    public long SequenceNr { get; } = sequenceNr;

    public string PersistenceId { get; } = persistenceId ?? "";

    public IActorRef Sender { get; } = sender ?? ActorRefs.NoSender;
}
