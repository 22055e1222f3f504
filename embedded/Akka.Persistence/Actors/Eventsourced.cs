using Akka.Actor;
using Akka.Event;
using Akka.Persistence.Protocol;

namespace Akka.Persistence;

/// <summary>Base of persistent actors: recovers from snapshot and events before the first command, and stores events
/// before their handlers run.</summary>
public abstract partial class Eventsourced : ActorBase, IWithUnboundedStash
{
    private static int _instances;

    private readonly int _instance = Interlocked.Increment(ref _instances);
    private CommandStash _commands = null!;
    private Func<Receive, object, bool> _state = null!;
    private ILoggingAdapter? _log;

    /// <summary>Whose events these are: unique among all actors of the journal, and the same over restarts.</summary>
    public abstract string PersistenceId { get; }

    public virtual Recovery Recovery => Recovery.Default;

    /// <summary>Section of the journal; empty for akka.persistence.journal.plugin.</summary>
    public virtual string JournalPluginId { get; protected set; } = "";

    /// <summary>Section of the snapshot store; empty for akka.persistence.snapshot-store.plugin.</summary>
    public virtual string SnapshotPluginId { get; protected set; } = "";

    public IStash Stash
    {
        get => _commands;
        set => _commands = new CommandStash(value, (ActorCell)Context);
    }

    /// <summary>False from RecoveryCompleted on.</summary>
    public bool IsRecovering { get; private set; } = true;

    public bool IsRecoveryFinished => !IsRecovering;

    /// <summary>Number of the event replayed last, or whose handler was called last.</summary>
    public long LastSequenceNr { get; private set; }

    public string SnapshotterId => PersistenceId;

    /// <summary>Number of the last event that a snapshot taken now contains.</summary>
    public long SnapshotSequenceNr => LastSequenceNr;

    protected virtual ILoggingAdapter Log => _log ??= Context.GetLogger();

    protected internal override bool AroundReceive(Receive receive, object message) =>
        message is IForInstance reply && reply.Instance != _instance // asked for by the instance before a restart
            || _state(receive, message);

    protected internal override void AroundPreStart()
    {
        BeginRecovery();
        base.AroundPreStart();
    }

    protected internal override void AroundPostRestart(Exception cause, object? message)
    {
        BeginRecovery();
        base.AroundPostRestart(cause, message);
    }

    protected internal override void AroundPreRestart(Exception cause, object? message)
    {
        try
        {
            base.AroundPreRestart(cause, message);
        }
        finally
        {
            End();
        }
    }

    protected internal override void AroundPostStop()
    {
        try
        {
            base.AroundPostStop();
        }
        finally
        {
            End();
        }
    }

    /// <summary>Gets SnapshotOffer, the events, RecoveryCompleted.</summary>
    protected abstract bool ReceiveRecover(object message);

    protected abstract bool ReceiveCommand(object message);

    protected sealed override bool Receive(object message) => ReceiveCommand(message);

    /// <summary>Logs; whatever this does, the actor stops afterwards.</summary>
    /// <param name="message">The event or snapshot whose handler failed; null if the failure was not at one.</param>
    protected virtual void OnRecoveryFailure(Exception reason, object? message = null)
    {
        const string Text = "Recovery of [{0}] failed behind sequence number [{1}], the actor stops: {2}";
        // A handler's failure is a bug, which needs its stack; journal and snapshot store say all in their message.
        Log.Error(message is null ? null : reason, Text, PersistenceId, LastSequenceNr, reason.Message);
    }

    /// <summary>Logs; whatever this does, the actor stops afterwards. The event may be stored or not.</summary>
    protected virtual void OnPersistFailure(Exception cause, object @event, long sequenceNr) => Log.Error(
        "Persisting event [{0}] of [{1}] with sequence number [{2}] failed, the actor stops: {3}",
        @event.GetType().Name, PersistenceId, sequenceNr, cause.Message);

    /// <summary>Logs; the event is not stored, its handler not called, and the actor goes on.</summary>
    protected virtual void OnPersistRejected(Exception cause, object @event, long sequenceNr) => Log.Warning(
        "Event [{0}] of [{1}] with sequence number [{2}] was rejected, the actor goes on: {3}",
        @event.GetType().Name, PersistenceId, sequenceNr, cause.Message);

    protected override void Unhandled(object message)
    {
        var (what, cause) = message switch
        {
            SaveSnapshotFailure failure => ($"save snapshot {failure.Metadata.SequenceNr}", failure.Cause),
            DeleteMessagesFailure failure => ($"delete events up to {failure.ToSequenceNr}", failure.Cause),
            DeleteSnapshotFailure failure => ($"delete snapshot {failure.Metadata.SequenceNr}", failure.Cause),
            DeleteSnapshotsFailure failure => ("delete snapshots", failure.Cause),
            _ => ("", null),
        };
        if (cause is not null)
            Log.Warning("Failed to {0} of [{1}]: {2}", what, PersistenceId, cause.Message);
        else if (message is not RecoveryCompleted) // most actors need not know
            base.Unhandled(message);
    }

    private void End()
    {
        EndRecovery();
        _commands?.Close(); // null if the constructor failed
    }
}
