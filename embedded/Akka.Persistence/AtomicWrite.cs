using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Persistence;

/// <summary>Events that are stored all or none.</summary>
public sealed class AtomicWrite : IPersistentEnvelope
{
    private readonly IImmutableList<IPersistentRepresentation> _events;

    public AtomicWrite(IPersistentRepresentation @event)
        : this(ImmutableArray.Create(@event))
    {
    }

    public AtomicWrite(IImmutableList<IPersistentRepresentation> payload) =>
        _events = payload.Count > 0 ? payload : throw new ArgumentException(
            "An AtomicWrite has no events; it must have at least one", nameof(payload));

    /// <summary>An IImmutableList of IPersistentRepresentation.</summary>
    public object Payload => _events;

    public IActorRef Sender => ActorRefs.NoSender;

    public int Size => _events.Count;

    public string PersistenceId => _events[0].PersistenceId;

    public long LowestSequenceNr => _events[0].SequenceNr;

    public long HighestSequenceNr => _events[^1].SequenceNr;

    internal IImmutableList<IPersistentRepresentation> Events => _events;
}
