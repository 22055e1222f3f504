using Akka.Actor;
using Akka.Event;
using Akka.Persistence.Protocol;

namespace Akka.Persistence;

/// <summary>Base of persistent actors: recovers from snapshot and events before the first command, and stores events
/// before their handlers run.</summary>
public abstract partial class Eventsourced : ActorBase, IPersistentIdentity, IPersistenceRecovery, IWithUnboundedStash
{
    private static int _instances;

    private readonly int _instance = Interlocked.Increment(ref _instances);
    private CommandStash _commands = null!;
    private Func<Receive, object, bool> _state = null!;
    private ILoggingAdapter? _log;

    public abstract string PersistenceId { get; }

    public virtual Recovery Recovery => Recovery.Default;

    public virtual string JournalPluginId { get; protected set; } = "";

    public virtual string SnapshotPluginId { get; protected set; } = "";

    public IStash Stash
    {
        get => _commands;
        set => _commands = new CommandStash(value, ((ActorCell)Context).Mailbox);
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
        switch (message)
        {
            case RecoveryCompleted or SaveSnapshotSuccess or DeleteMessagesSuccess
                or DeleteSnapshotSuccess or DeleteSnapshotsSuccess:
                return; // most actors need not know
            case SaveSnapshotFailure failure:
                Warn($"save snapshot {failure.Metadata.SequenceNr}", failure.Cause);
                break;
            case DeleteMessagesFailure failure:
                Warn($"delete events up to {failure.ToSequenceNr}", failure.Cause);
                break;
            case DeleteSnapshotFailure failure:
                Warn($"delete snapshot {failure.Metadata.SequenceNr}", failure.Cause);
                break;
            case DeleteSnapshotsFailure failure:
                Warn("delete snapshots", failure.Cause);
                break;
        }
        base.Unhandled(message);
    }

    private void Warn(string what, Exception cause) =>
        Log.Warning("Failed to {0} of [{1}]: {2}", what, PersistenceId, cause.Message);

    private void End()
    {
        EndRecovery();
        _commands?.Close(); // null if the constructor failed
    }
}
