using System.Collections.Immutable;
using Akka.Actor;
using Akka.Dispatch;
using Akka.Persistence.Protocol;

namespace Akka.Persistence;

/// <summary>After the recovery: commands, and the handlers of what they persist. Handlers run in the order in which
/// they were given. Commands wait while a handler of Persist, PersistAll or Defer is outstanding.</summary>
public abstract partial class Eventsourced
{
    private readonly Queue<Handler> _handlers = new();
    private List<IPersistentEnvelope> _unsent = [];
    private Handler? _running;
    private long _sequenceNr;
    private int _holding;
    private int _tasks;
    private bool _writing;
    private bool _attending;

    private bool Active(Receive receive, object message)
    {
        if (message is RecoveryTick)
            return true; // was under way already when the recovery ended
        if (message is IForInstance reply)
            return Attend(Answered, reply);
        return !_commands.Admit(message, Sender, busy: _holding > 0) || Attend(receive, message);
    }

    /// <summary>Handles a message and does afterwards what is due: at once, or when its asynchronous part is done.
    /// </summary>
    private bool Attend(Receive receive, object message)
    {
        _attending = true;
        var succeeded = false;
        try
        {
            var handled = base.AroundReceive(receive, message);
            succeeded = true;
            return handled;
        }
        finally
        {
            _attending = false;
            if (_tasks == 0)
                Attended(succeeded);
        }
    }

    private void Attended(bool succeeded)
    {
        if (_commands.IsClosed)
            return; // the rest of an asynchronous handler whose instance has ended: what it persists is nobody's
        if (_running is { Holds: true })
            _holding--;
        _running = null;
        if (!_writing && _unsent.Count > 0)
            Write();
        if (succeeded && !IsRecovering && _holding == 0) // after a failure they stay, so that a restart keeps the order
            _commands.GiveNext();
    }

    private void Write()
    {
        _writing = true;
        _journal.Tell(new WriteMessages(_unsent, Self, _instance));
        _unsent = [];
    }

    private bool Answered(object reply)
    {
        switch (reply)
        {
            case WriteMessagesDone:
                _writing = false;
                break;
            case WriteMessageSuccess success:
                LastSequenceNr = success.Event.SequenceNr;
                Run(_handlers.Dequeue(), success.Event.Payload);
                break;
            case LoopMessageSuccess looped:
                Run(_handlers.Dequeue(), looped.Message);
                break;
            case WriteMessageRejected rejected:
                LastSequenceNr = rejected.Event.SequenceNr;
                _running = _handlers.Dequeue();
                OnPersistRejected(rejected.Cause, rejected.Event.Payload, rejected.Event.SequenceNr);
                break;
            case WriteMessageFailure failure:
                Fail(failure);
                break;
        }
        return true;
    }

    private void Run(Handler handler, object @event)
    {
        _running = handler;
        handler.Action(@event);
    }

    private void Fail(WriteMessageFailure failure)
    {
        _state = (_, _) => true; // the failures of the other events of the batch, before the stop
        try
        {
            OnPersistFailure(failure.Cause, failure.Event.Payload, failure.Event.SequenceNr);
        }
        finally
        {
            Context.Stop(Self);
        }
    }

    private void Store<TEvent>(IEnumerable<TEvent> events, Action<TEvent> handler, bool holds)
    {
        if (IsRecovering)
            throw new InvalidOperationException(
                "Cannot persist during replay. Events can be persisted when receiving RecoveryCompleted or later.");
        var write = ImmutableArray.CreateBuilder<IPersistentRepresentation>();
        foreach (var @event in events as ICollection<TEvent> ?? events.ToList()) // all of them, before any counts
        {
            write.Add(new Persistent(@event!, ++_sequenceNr, PersistenceId, Sender));
            Expect(handler, holds);
        }
        if (write.Count > 0)
            _unsent.Add(new AtomicWrite(write.DrainToImmutable()));
    }

    private void Later<TEvent>(TEvent evt, Action<TEvent> handler, bool holds)
    {
        if (IsRecovering)
            throw new InvalidOperationException(
                "Cannot defer during replay. Events can be deferred when receiving RecoveryCompleted or later.");
        if (_handlers.Count == 0 && _running is null)
        {
            handler(evt);
            return;
        }
        _unsent.Add(new Deferred(evt!, Sender));
        Expect(handler, holds);
    }

    private void Expect<TEvent>(Action<TEvent> handler, bool holds)
    {
        _handlers.Enqueue(new Handler(@event => handler((TEvent)@event), holds));
        if (holds)
            _holding++;
    }

    /// <summary>Runs asynchronous work on the actor: no other message is handled before it is done.</summary>
    protected void RunTask(Func<Task> action) => ActorTaskScheduler.RunTask(async () =>
    {
        _tasks++;
        var succeeded = false;
        try
        {
            await action();
            succeeded = true;
        }
        finally
        {
            if (--_tasks == 0 && !_attending)
                Attended(succeeded);
        }
    });

    /// <param name="Holds">Commands wait until it has run.</param>
    private sealed record Handler(Action<object> Action, bool Holds);
}
