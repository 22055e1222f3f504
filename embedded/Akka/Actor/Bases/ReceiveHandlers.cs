namespace Akka.Actor;

/// <summary>The handlers of one behaviour, tried in the order of declaration.</summary>
internal sealed class ReceiveHandlers
{
    private Handler[] _handlers = [];
    private bool _catchesAll;

    /// <summary>The behaviour that configure declares.</summary>
    /// <param name="building">Where an actor's declarations go at present.</param>
    public static Receive Build(ref ReceiveHandlers? building, Action configure)
    {
        var outer = building;
        var handlers = building = new ReceiveHandlers();
        try
        {
            configure();
        }
        finally
        {
            building = outer;
        }
        return handlers.Handle;
    }

    public void Add(Handler handler)
    {
        if (_catchesAll)
            throw new InvalidOperationException(
                "A handler that catches all messages has been added. No handler can be added after that.");
        _catchesAll = handler.CatchesAll;
        _handlers = [.. _handlers, handler];
    }

    public bool Handle(object message)
    {
        foreach (var handler in _handlers)
            if (handler.TryHandle(message))
                return true;
        return false;
    }

    internal abstract class Handler
    {
        public virtual bool CatchesAll => false;

        public abstract bool TryHandle(object message);
    }

    internal sealed class Typed<T>(Predicate<T>? shouldHandle, Action<T> handler) : Handler
    {
        public override bool CatchesAll => typeof(T) == typeof(object) && shouldHandle is null;

        public override bool TryHandle(object message)
        {
            if (message is not T typed || (shouldHandle is not null && !shouldHandle(typed)))
                return false;
            handler(typed);
            return true;
        }
    }

    internal sealed class Trying<T>(Func<T, bool> handler) : Handler
    {
        public override bool TryHandle(object message) => message is T typed && handler(typed);
    }
}
