using Akka.Event;

namespace Akka.Actor;

/// <summary>Base of all actors. Handles one message at a time.</summary>
public abstract class ActorBase
{
    /// <exception cref="ActorInitializationException">Made with new instead of ActorOf.</exception>
    protected ActorBase()
    {
        var cell = ActorCell.Current ?? throw new ActorInitializationException(
            $"You cannot create an instance of [{GetType().FullName}] explicitly using the constructor (new). " +
            "Use ActorOf.");
        Self = cell.Self;
        cell.Begin(this, Receive);
    }

    protected IActorRef Self { get; }

    protected IActorRef Sender => Context.Sender;

    /// <exception cref="NotSupportedException">No actor runs on this thread.</exception>
    protected static IActorContext Context => ActorCell.Current ?? throw new NotSupportedException(
        "There is no active ActorContext, this is most likely due to use of async operations from within this actor.");

    /// <summary>Sees every message before the behaviour does.</summary>
    protected internal virtual bool AroundReceive(Receive receive, object message)
    {
        if (receive(message))
            return true;
        Unhandled(message);
        return false;
    }

    protected internal virtual void AroundPreStart() => PreStart();

    protected internal virtual void AroundPostStop() => PostStop();

    protected internal virtual void AroundPreRestart(Exception cause, object? message) => PreRestart(cause, message!);

    protected internal virtual void AroundPostRestart(Exception cause, object? message) => PostRestart(cause);

    internal SupervisorStrategy GetSupervisorStrategy() => SupervisorStrategy();

    internal virtual void Constructed()
    {
    }

    protected abstract bool Receive(object message);

    /// <summary>How failures of this actor's children are dealt with.</summary>
    protected virtual SupervisorStrategy SupervisorStrategy() => Akka.Actor.SupervisorStrategy.DefaultStrategy;

    /// <summary>Before the first message.</summary>
    protected virtual void PreStart()
    {
    }

    /// <summary>After the last message.</summary>
    protected virtual void PostStop()
    {
    }

    /// <summary>On the old instance: by default all children are stopped and PostStop is called.</summary>
    /// <param name="message">What was being handled; null if the failure was not at a message.</param>
    protected virtual void PreRestart(Exception reason, object message)
    {
        foreach (var child in Context.GetChildren())
        {
            Context.Unwatch(child);
            Context.Stop(child);
        }
        PostStop();
    }

    /// <summary>On the new instance: by default PreStart is called.</summary>
    protected virtual void PostRestart(Exception reason) => PreStart();

    /// <summary>A message that the behaviour did not handle: published as UnhandledMessage.</summary>
    /// <exception cref="DeathPactException">The message is Terminated.</exception>
    protected virtual void Unhandled(object message)
    {
        if (message is Terminated terminated)
            throw new DeathPactException(terminated.ActorRef);
        Context.System.EventStream.Publish(new UnhandledMessage(message, Sender, Self));
    }

    protected void Become(Receive receive) => Context.Become(receive);

    protected void BecomeStacked(Receive receive) => Context.BecomeStacked(receive);

    protected void UnbecomeStacked() => Context.UnbecomeStacked();

    protected void SetReceiveTimeout(TimeSpan? timeout) => Context.SetReceiveTimeout(timeout);
}
