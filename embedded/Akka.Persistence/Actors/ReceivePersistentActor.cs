using Akka.Actor;

namespace Akka.Persistence;

/// <summary>A persistent actor whose handlers are declared by message type; the first that fits handles the message.
/// Recover is for the constructor, Command also for what is given to Become.</summary>
public abstract class ReceivePersistentActor : UntypedPersistentActor
{
    private readonly ReceiveHandlers _commands = new();
    private readonly ReceiveHandlers _recovers = new();
    private ReceiveHandlers? _building;

    protected ReceivePersistentActor() => _building = _commands;

    /// <summary>The handlers that configure declares take over, for commands.</summary>
    protected void Become(Action configure) => Context.Become(ReceiveHandlers.Build(ref _building, configure));

    /// <summary>Like Become, until UnbecomeStacked.</summary>
    protected void BecomeStacked(Action configure) =>
        Context.BecomeStacked(ReceiveHandlers.Build(ref _building, configure));

    protected void Command<T>(Action<T> handler, Predicate<T>? shouldHandle = null) =>
        Building.Add(new ReceiveHandlers.Typed<T>(shouldHandle, handler));

    protected void Command<T>(Predicate<T> shouldHandle, Action<T> handler) => Command(handler, shouldHandle);

    /// <param name="handler">Says whether it handled the message; if not, the next handler is tried.</param>
    protected void Command<T>(Func<T, bool> handler) => Building.Add(new ReceiveHandlers.Trying<T>(handler));

    protected void Command(Type messageType, Action<object> handler, Predicate<object>? shouldHandle = null) =>
        Command(handler, m => messageType.IsInstanceOfType(m) && (shouldHandle is null || shouldHandle(m)));

    protected void Command(Action<object> handler) => CommandAny(handler);

    protected void CommandAny(Action<object> handler) => Command<object>(handler);

    /// <summary>Awaits in the handler come back to the actor; no other message is handled before it is done.</summary>
    protected void CommandAsync<T>(Func<T, Task> handler, Predicate<T>? shouldHandle = null) =>
        Command(AsAction(handler), shouldHandle);

    protected void CommandAsync<T>(Predicate<T> shouldHandle, Func<T, Task> handler) =>
        CommandAsync(handler, shouldHandle);

    protected void CommandAnyAsync(Func<object, Task> handler) => CommandAny(AsAction(handler));

    protected void Recover<T>(Action<T> handler, Predicate<T>? shouldHandle = null) =>
        Recovering.Add(new ReceiveHandlers.Typed<T>(shouldHandle, handler));

    protected void Recover<T>(Predicate<T> shouldHandle, Action<T> handler) => Recover(handler, shouldHandle);

    /// <param name="handler">Says whether it handled the message; if not, the next handler is tried.</param>
    protected void Recover<T>(Func<T, bool> handler) => Recovering.Add(new ReceiveHandlers.Trying<T>(handler));

    protected void RecoverAny(Action<object> handler) => Recover<object>(handler);

    internal sealed override void Constructed() => _building = null;

    protected sealed override void OnCommand(object message)
    {
        if (!_commands.Handle(message))
            Unhandled(message);
    }

    protected sealed override void OnRecover(object message)
    {
        if (!_recovers.Handle(message))
            Unhandled(message);
    }

    private ReceiveHandlers Building => _building ?? throw new InvalidOperationException(
        "You may only call Command-methods when constructing the actor and inside Become().");

    private ReceiveHandlers Recovering => _building == _commands ? _recovers : throw new InvalidOperationException(
        "You may only call Recover-methods when constructing the actor.");
}
