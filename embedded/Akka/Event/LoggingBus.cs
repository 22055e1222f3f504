using System.Collections.Concurrent;
using Akka.Actor;

namespace Akka.Event;

/// <summary>Hands what is published to those who subscribed to its type or one of its base types. Dead subscribers are
/// left out.</summary>
public abstract class LoggingBus
{
    private readonly Lock _changes = new();
    private volatile State _state = new([]);

    public LogLevel LogLevel { get; private set; } = LogLevel.ErrorLevel;

    /// <returns>Whether it was not subscribed yet.</returns>
    public virtual bool Subscribe(IActorRef subscriber, Type classifier)
    {
        lock (_changes)
        {
            if (_state.Subscriptions.Contains((classifier, subscriber)))
                return false;
            _state = new State([.. _state.Subscriptions, (classifier, subscriber)]);
            return true;
        }
    }

    public virtual bool Unsubscribe(IActorRef subscriber, Type classifier) =>
        Remove(entry => entry.Channel == classifier && entry.Subscriber.Equals(subscriber));

    public virtual bool Unsubscribe(IActorRef subscriber) => Remove(entry => entry.Subscriber.Equals(subscriber));

    public virtual void Publish(object @event)
    {
        foreach (var subscriber in _state.For(@event.GetType()))
            if (subscriber is IInternalActorRef { IsTerminated: true })
                Unsubscribe(subscriber);
            else
                subscriber.Tell(@event, ActorRefs.NoSender);
    }

    public void SetLogLevel(LogLevel logLevel) => LogLevel = logLevel;

    private bool Remove(Predicate<(Type Channel, IActorRef Subscriber)> which)
    {
        lock (_changes)
        {
            var left = Array.FindAll(_state.Subscriptions, entry => !which(entry));
            var removed = left.Length < _state.Subscriptions.Length;
            if (removed)
                _state = new State(left);
            return removed;
        }
    }

    private sealed class State((Type Channel, IActorRef Subscriber)[] subscriptions)
    {
        private readonly ConcurrentDictionary<Type, IActorRef[]> _receivers = new();

        public (Type Channel, IActorRef Subscriber)[] Subscriptions => subscriptions;

        public IActorRef[] For(Type type) => _receivers.GetOrAdd(type, static (t, entries) => entries
            .Where(entry => entry.Channel.IsAssignableFrom(t))
            .Select(entry => entry.Subscriber).Distinct().ToArray(), subscriptions);
    }
}
