using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>An actor whose handlers are declared by message type; the first that fits handles the message. Handlers
/// can be declared in the constructor and in what is given to Become.</summary>
public abstract class ReceiveActor : UntypedActor
{
    private readonly ReceiveHandlers _initial = new();
    private ReceiveHandlers? _building;

    protected ReceiveActor() => _building = _initial;

    /// <summary>The handlers that configure declares take over.</summary>
    protected void Become(Action configure) => Context.Become(ReceiveHandlers.Build(ref _building, configure));

    /// <summary>Like Become, until UnbecomeStacked.</summary>
    protected void BecomeStacked(Action configure) =>
        Context.BecomeStacked(ReceiveHandlers.Build(ref _building, configure));

    protected void Receive<T>(Action<T> handler, Predicate<T>? shouldHandle = null) =>
        Add(new ReceiveHandlers.Typed<T>(shouldHandle, handler));

    protected void Receive<T>(Predicate<T> shouldHandle, Action<T> handler) => Receive(handler, shouldHandle);

    /// <param name="handler">Says whether it handled the message; if not, the next handler is tried.</param>
    protected void Receive<T>(Func<T, bool> handler) => Add(new ReceiveHandlers.Trying<T>(handler));

    protected void Receive(Type messageType, Action<object> handler, Predicate<object>? shouldHandle = null) =>
        Receive(handler, m => messageType.IsInstanceOfType(m) && (shouldHandle is null || shouldHandle(m)));

    protected void Receive(Type messageType, Predicate<object> shouldHandle, Action<object> handler) =>
        Receive(messageType, handler, shouldHandle);

    protected void ReceiveAny(Action<object> handler) => Receive(handler);

    /// <summary>Awaits in the handler come back to the actor; no other message is handled before it is done.</summary>
    protected void ReceiveAsync<T>(Func<T, Task> handler, Predicate<T>? shouldHandle = null) =>
        Receive(m => ActorTaskScheduler.RunTask(handler, m), shouldHandle);

    protected void ReceiveAsync<T>(Predicate<T> shouldHandle, Func<T, Task> handler) =>
        ReceiveAsync(handler, shouldHandle);

    protected void ReceiveAsync(Type messageType, Func<object, Task> handler, Predicate<object>? shouldHandle = null) =>
        Receive(messageType, m => ActorTaskScheduler.RunTask(handler, m), shouldHandle);

    protected void ReceiveAnyAsync(Func<object, Task> handler) => ReceiveAsync(handler);

    internal sealed override void Constructed() => _building = null;

    protected sealed override void OnReceive(object message)
    {
        if (!_initial.Handle(message))
            Unhandled(message);
    }

    private void Add(ReceiveHandlers.Handler handler) => (_building ?? throw new InvalidOperationException(
        "You may only call Receive-methods when constructing the actor and inside Become().")).Add(handler);
}
