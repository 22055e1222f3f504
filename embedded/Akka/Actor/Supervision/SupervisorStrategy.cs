using Akka.Event;

namespace Akka.Actor;

/// <summary>What a parent does about the failures of its children.</summary>
public abstract class SupervisorStrategy
{
    /// <summary>Stop for actors that cannot start, were killed or miss one they watch; restart else.</summary>
    public static readonly IDecider DefaultDecider = Akka.Actor.Decider.From(
        Directive.Restart,
        Directive.Stop.When<ActorInitializationException>(),
        Directive.Stop.When<ActorKilledException>(),
        Directive.Stop.When<DeathPactException>());

    public static readonly SupervisorStrategy DefaultStrategy = new OneForOneStrategy(DefaultDecider);

    public static readonly SupervisorStrategy StoppingStrategy = new OneForOneStrategy(_ => Directive.Stop);

    protected SupervisorStrategy()
        : this(true)
    {
    }

    private protected SupervisorStrategy(bool loggingEnabled) => LoggingEnabled = loggingEnabled;

    public abstract IDecider Decider { get; }

    protected bool LoggingEnabled { get; init; }

    /// <returns>False: the failure is to be escalated.</returns>
    public bool HandleFailure(
        IActorContext context,
        IActorRef child,
        Exception cause,
        ChildRestartStats failedChildStats,
        IReadOnlyCollection<ChildRestartStats> allChildren)
    {
        var directive = Handle(child, cause);
        LogFailure(context, child, cause, directive);
        switch (directive)
        {
            case Directive.Escalate:
                return false;
            case Directive.Resume:
                ((IInternalActorRef)child).Resume(cause);
                return true;
            default:
                ProcessFailure(context, directive == Directive.Restart, child, cause, failedChildStats, allChildren);
                return true;
        }
    }

    public abstract void ProcessFailure(
        IActorContext context,
        bool restart,
        IActorRef child,
        Exception cause,
        ChildRestartStats stats,
        IReadOnlyCollection<ChildRestartStats> children);

    public virtual void HandleChildTerminated(
        IActorContext actorContext, IActorRef child, IEnumerable<IInternalActorRef> children)
    {
    }

    protected virtual Directive Handle(IActorRef child, Exception exception) => Decider.Decide(exception);

    private protected static int Milliseconds(TimeSpan? time) =>
        (int)(time ?? Timeout.InfiniteTimeSpan).TotalMilliseconds;

    protected static void RestartChild(IActorRef child, Exception cause, bool suspendFirst)
    {
        var reference = (IInternalActorRef)child;
        if (suspendFirst)
            reference.Suspend();
        reference.Restart(cause);
    }

    protected virtual void LogFailure(IActorContext context, IActorRef child, Exception cause, Directive directive)
    {
        if (!LoggingEnabled || directive == Directive.Escalate)
            return;
        var root = cause is ActorInitializationException { InnerException: { } inner } ? inner : cause;
        var path = child.Path.ToString();
        context.System.EventStream.Publish(directive == Directive.Resume
            ? new Warning(cause, path, GetType(), root.Message)
            : new Error(cause, path, GetType(), root.Message));
    }
}
