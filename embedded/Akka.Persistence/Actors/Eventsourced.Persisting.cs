using Akka.Persistence.Protocol;

namespace Akka.Persistence;

/// <summary>What an actor calls in its handlers.</summary>
public abstract partial class Eventsourced
{
    /// <summary>Stores an event and calls the handler when it is stored; no command is handled before. Sender is that
    /// of the command. The handler may persist more.</summary>
    /// <exception cref="InvalidOperationException">The actor is recovering.</exception>
    public void Persist<TEvent>(TEvent @event, Action<TEvent> handler) => Store([@event], handler, holds: true);

    public void Persist<TEvent>(TEvent @event, Func<TEvent, Task> handler) => Persist(@event, AsAction(handler));

    /// <summary>Stores all events or none; the handler is called for each.</summary>
    public void PersistAll<TEvent>(IEnumerable<TEvent> events, Action<TEvent> handler) =>
        Store(events, handler, holds: true);

    public void PersistAll<TEvent>(IEnumerable<TEvent> events, Func<TEvent, Task> handler) =>
        PersistAll(events, AsAction(handler));

    /// <summary>Like Persist, but other commands may be handled before the handler is called. Much faster: what is
    /// asked for while the journal writes, is its next batch.</summary>
    public void PersistAsync<TEvent>(TEvent @event, Action<TEvent> handler) => Store([@event], handler, holds: false);

    public void PersistAsync<TEvent>(TEvent @event, Func<TEvent, Task> handler) =>
        PersistAsync(@event, AsAction(handler));

    public void PersistAllAsync<TEvent>(IEnumerable<TEvent> events, Action<TEvent> handler) =>
        Store(events, handler, holds: false);

    public void PersistAllAsync<TEvent>(IEnumerable<TEvent> events, Func<TEvent, Task> handler) =>
        PersistAllAsync(events, AsAction(handler));

    /// <summary>Calls the handler behind the handlers of the events persisted before; at once if there are none. The
    /// event is not stored. Commands wait.</summary>
    public void Defer<TEvent>(TEvent evt, Action<TEvent> handler) => Later(evt, handler, holds: true);

    public void Defer<TEvent>(TEvent evt, Func<TEvent, Task> handler) => Defer(evt, AsAction(handler));

    /// <summary>Like Defer, but other commands may be handled before the handler is called.</summary>
    public void DeferAsync<TEvent>(TEvent evt, Action<TEvent> handler) => Later(evt, handler, holds: false);

    public void DeferAsync<TEvent>(TEvent evt, Func<TEvent, Task> handler) => DeferAsync(evt, AsAction(handler));

    /// <summary>Deletes events up to a number; the actor gets DeleteMessagesSuccess or DeleteMessagesFailure.</summary>
    public void DeleteMessages(long toSequenceNr) =>
        _journal.Tell(new DeleteMessagesTo(PersistenceId, toSequenceNr, Self), Self);

    /// <summary>Saves the actor's state; it gets SaveSnapshotSuccess or SaveSnapshotFailure.</summary>
    /// <param name="snapshot">Not to be changed any more: it is written later.</param>
    public void SaveSnapshot(object snapshot) => _snapshotStore.Tell(
        new SaveSnapshot(new SnapshotMetadata(SnapshotterId, SnapshotSequenceNr, DateTime.UtcNow), snapshot), Self);

    /// <summary>The actor gets DeleteSnapshotSuccess or DeleteSnapshotFailure.</summary>
    public void DeleteSnapshot(long sequenceNr) =>
        _snapshotStore.Tell(new DeleteSnapshot(new SnapshotMetadata(SnapshotterId, sequenceNr)), Self);

    /// <summary>The actor gets DeleteSnapshotsSuccess or DeleteSnapshotsFailure.</summary>
    public void DeleteSnapshots(SnapshotSelectionCriteria criteria) =>
        _snapshotStore.Tell(new DeleteSnapshots(SnapshotterId, criteria), Self);

    private protected Action<T> AsAction<T>(Func<T, Task> handler) => e => RunTask(() => handler(e));
}
