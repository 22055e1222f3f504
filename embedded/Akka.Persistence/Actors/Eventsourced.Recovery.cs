using Akka.Actor;
using Akka.Persistence.Protocol;

namespace Akka.Persistence;

/// <summary>The states before the first command: waiting for a permit, for the snapshot, for the events.</summary>
public abstract partial class Eventsourced
{
    private PersistenceExtension _extension = null!;
    private IActorRef _journal = null!;
    private IActorRef _snapshotStore = null!;
    private ICancelable? _ticks;
    private bool _moved;

    private void BeginRecovery()
    {
        if (string.IsNullOrEmpty(PersistenceId))
            throw new InvalidOperationException(
                $"PersistenceId of {GetType()} is empty; it must be a text that stays the same over restarts");
        _extension = Persistence.Instance.Apply(Context.System);
        _journal = _extension.JournalFor(JournalPluginId);
        _snapshotStore = _extension.SnapshotStoreFor(SnapshotPluginId);
        _state = AwaitingPermit;
        _extension.RecoveryPermitter.Tell(new RequestRecoveryPermit(_instance), Self);
    }

    /// <summary>Gives back the permit, or the place in the queue for it.</summary>
    private void EndRecovery()
    {
        if (!IsRecovering)
            return;
        IsRecovering = false;
        _ticks?.Cancel();
        _extension?.RecoveryPermitter.Tell(new ReturnRecoveryPermit(_instance), Self); // null if there is no plugin
    }

    private bool AwaitingPermit(Receive receive, object message)
    {
        if (message is not RecoveryPermitGranted)
            return Wait(message);
        var timeout = _extension.RecoveryTimeout(JournalPluginId);
        _ticks = Context.System.Scheduler.ScheduleTellRepeatedlyCancelable(
            timeout, timeout, Self, new RecoveryTick(_instance), Self);
        _state = AwaitingSnapshot;
        _snapshotStore.Tell(new LoadSnapshot(
            PersistenceId, Recovery.FromSnapshot with
            {
                MaxSequenceNr = Math.Min(Recovery.FromSnapshot.MaxSequenceNr, Recovery.ToSequenceNr),
            },
            _instance));
        return true;
    }

    private bool AwaitingSnapshot(Receive receive, object message)
    {
        switch (message)
        {
            case LoadSnapshotResult { Snapshot: { } snapshot }:
                LastSequenceNr = snapshot.Metadata.SequenceNr;
                if (Recover(new SnapshotOffer(snapshot.Metadata, snapshot.Snapshot)))
                    Replay();
                return true;
            case LoadSnapshotResult:
                Replay();
                return true;
            case LoadSnapshotFailed failed:
                Fail(failed.Cause);
                return true;
            default:
                return WaitOrTick(message);
        }
    }

    private void Replay()
    {
        _moved = true;
        _state = Replaying;
        _journal.Tell(new ReplayMessages(
            LastSequenceNr + 1, Recovery.ToSequenceNr, Recovery.ReplayMax, PersistenceId, Self, _instance));
    }

    private bool Replaying(Receive receive, object message)
    {
        switch (message)
        {
            case ReplayedMessage replayed:
                _moved = true;
                LastSequenceNr = replayed.Event.SequenceNr;
                Recover(replayed.Event.Payload);
                return true;
            case RecoverySuccess success:
                LastSequenceNr = _sequenceNr = Math.Max(success.HighestSequenceNr, LastSequenceNr);
                EndRecovery();
                _state = Active;
                return Attend(ReceiveRecover, RecoveryCompleted.Instance);
            case ReplayMessagesFailure failure:
                Fail(failure.Cause);
                return true;
            default:
                return WaitOrTick(message);
        }
    }

    /// <returns>Whether the handler succeeded; if not, the actor stops.</returns>
    private bool Recover(object message)
    {
        try
        {
            base.AroundReceive(ReceiveRecover, message);
            return true;
        }
        catch (Exception e)
        {
            Fail(e, message);
            return false;
        }
    }

    private void Fail(Exception cause, object? message = null)
    {
        _state = (_, _) => true; // what still comes from the journal, before the stop
        try
        {
            OnRecoveryFailure(cause, message);
        }
        finally
        {
            Context.Stop(Self);
        }
    }

    private bool WaitOrTick(object message)
    {
        if (message is not RecoveryTick)
            return Wait(message);
        if (!_moved)
            Fail(new RecoveryTimedOutException(
                $"{(_state == AwaitingSnapshot ? "Snapshot store" : "Journal")} has not answered for " +
                $"{_extension.RecoveryTimeout(JournalPluginId).TotalSeconds} s (recovery-event-timeout)"));
        _moved = false;
        return true;
    }

    private bool Wait(object message) => !_commands.Admit(message, Sender, busy: true);

    private sealed record RecoveryTick(int Instance) : IForInstance;
}
