using System.Diagnostics;
using Akka.Actor;
using Akka.Dispatch.SysMsg;

namespace Akka.Dispatch;

/// <summary>An actor's two queues and its turn on the dispatcher. One bit says that it is scheduled or running, so that
/// there is only ever one consumer.</summary>
public sealed class Mailbox : IRunnable
{
    private const int Scheduled = 1;
    private const int Closed = 2;
    private const int SuspendUnit = 4;

    private readonly ActorCell _cell;
    private readonly MessageDispatcher _dispatcher;
    private readonly MpscQueue<ISystemMessage> _systemQueue = new();
    private Stack<Envelope>? _front;
    private int _status;

    internal Mailbox(ActorCell cell, MessageDispatcher dispatcher, IMessageQueue messageQueue)
    {
        _cell = cell;
        _dispatcher = dispatcher;
        MessageQueue = messageQueue;
    }

    public IMessageQueue MessageQueue { get; }

    internal bool IsClosed => (Volatile.Read(ref _status) & Closed) != 0;

    internal bool IsSuspended => Volatile.Read(ref _status) >= SuspendUnit;

    void IThreadPoolWorkItem.Execute() => Run();

    public void Run()
    {
        var before = ActorCell.Current;
        ActorCell.Current = _cell;
        try
        {
            ProcessSystemMessages();
            if (IsClosed)
                Drain();
            else
                ProcessMessages();
        }
        finally
        {
            ActorCell.Current = before;
            var more = _front is { Count: > 0 }; // read while this is still the only consumer
            Interlocked.And(ref _status, ~Scheduled);
            if (_systemQueue.HasItems || ((more || MessageQueue.HasMessages) && !IsSuspended))
                Schedule();
        }
    }

    internal void Post(Envelope envelope)
    {
        MessageQueue.Enqueue(_cell.Self, envelope);
        if (!IsSuspended)
            Schedule();
    }

    internal void Post(ISystemMessage message)
    {
        _systemQueue.Enqueue(message);
        Schedule();
    }

    /// <summary>Enqueues without scheduling: the actor is not started yet.</summary>
    internal void Prepare(ISystemMessage message) => _systemQueue.Enqueue(message);

    internal void Schedule()
    {
        if ((Volatile.Read(ref _status) & Scheduled) == 0 && (Interlocked.Or(ref _status, Scheduled) & Scheduled) == 0)
            _dispatcher.Schedule(this);
    }

    /// <summary>Puts a message before all that wait. For the actor itself only.</summary>
    internal void Prepend(Envelope envelope)
    {
        if (envelope.Message is Terminated terminated)
            _cell.TerminatedComesAgain(terminated);
        (_front ??= new Stack<Envelope>()).Push(envelope);
    }

    /// <summary>Takes back what was prepended last and not handled yet. For the actor itself only.</summary>
    internal Envelope TakeBack() => _front!.Pop();

    internal void Suspend() => Interlocked.Add(ref _status, SuspendUnit);

    /// <summary>Undoes one Suspend. For the actor itself only: its run looks at the queue again afterwards.</summary>
    internal void Resume()
    {
        if (IsSuspended)
            Interlocked.Add(ref _status, -SuspendUnit);
    }

    /// <summary>From now on all messages go to the dead letters, for which suspensions do not count.</summary>
    internal void Close() => Volatile.Write(ref _status, Scheduled | Closed); // only ever called from a run

    private void ProcessMessages()
    {
        var left = _dispatcher.Throughput;
        var deadline = _dispatcher.ThroughputDeadlineTime is { } time ? Stopwatch.GetTimestamp() + time : 0;
        while (Volatile.Read(ref _status) == Scheduled && TryTake(out var envelope))
        {
            _cell.Invoke(envelope);
            if (_systemQueue.HasItems)
                ProcessSystemMessages();
            if (--left <= 0 || (deadline != 0 && Stopwatch.GetTimestamp() > deadline))
                return;
        }
    }

    private bool TryTake(out Envelope envelope) =>
        (_front is not null && _front.TryPop(out envelope)) || MessageQueue.TryDequeue(out envelope);

    private void ProcessSystemMessages()
    {
        while (_systemQueue.TryDequeue(out var message))
            if (IsClosed)
                _cell.AfterDeath(message);
            else
                _cell.SystemInvoke(message);
    }

    private void Drain()
    {
        while (TryTake(out var envelope))
            _cell.ToDeadLetters(envelope);
    }
}
