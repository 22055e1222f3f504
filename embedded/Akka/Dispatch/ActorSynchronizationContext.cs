using Akka.Actor;
using Akka.Dispatch.SysMsg;

namespace Akka.Dispatch;

/// <summary>Brings what follows an await back to the actor, as a system message with the message and sender that the
/// handler was called for.</summary>
internal sealed class ActorSynchronizationContext(ActorCell cell) : SynchronizationContext
{
    private readonly object? _message = cell.CurrentMessage;
    private readonly IActorRef _sender = cell.Sender;

    public override void Post(SendOrPostCallback d, object? state) =>
        cell.Mailbox.Post(new Continuation(this, d, state));

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException(
        $"{cell.Self} cannot be waited for; use Post or Tell");

    public override SynchronizationContext CreateCopy() => this;

    public T Enter<T>(Func<T> run)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            return run();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    public void Continue(SendOrPostCallback callback, object? state)
    {
        cell.Continue(_message, _sender);
        Enter(() =>
        {
            callback(state);
            return true;
        });
    }
}

/// <summary>The rest of an asynchronous handler.</summary>
internal sealed class Continuation(ActorSynchronizationContext context, SendOrPostCallback callback, object? state)
    : ISystemMessage
{
    public void Run() => context.Continue(callback, state);

    /// <summary>The actor is gone: the rest still runs, to free what the handler holds.</summary>
    public void RunOutside() => ThreadPool.UnsafeQueueUserWorkItem(s => callback(s), state, preferLocal: false);
}
