namespace Akka.Actor;

/// <summary>Above /user and /system. It ends when /system has.</summary>
internal sealed class RootGuardian : ActorBase
{
    protected override SupervisorStrategy SupervisorStrategy() =>
        Akka.Actor.SupervisorStrategy.StoppingStrategy;

    protected override bool Receive(object message)
    {
        if (message is not Terminated)
            return false;
        Context.Stop(Self);
        return true;
    }
}

/// <summary>Above all actors made by system.ActorOf.</summary>
internal sealed class UserGuardian(SupervisorStrategy strategy) : ActorBase
{
    protected override SupervisorStrategy SupervisorStrategy() => strategy;

    protected override bool Receive(object message) => false;
}

/// <summary>Above the engine's own actors. When /user is gone, those that asked for it may finish something.</summary>
internal sealed class SystemGuardianActor : ActorBase
{
    private readonly HashSet<IActorRef> _hooks = [];

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case RegisterTerminationHook:
                _hooks.Add(Context.Watch(Sender));
                return true;
            case Terminated { ActorRef: var gone } when _hooks.Remove(gone):
                return true;
            case Terminated:
                Context.System.EventStream.StopDefaultLoggers();
                foreach (var hook in _hooks)
                    hook.Tell(TerminationHook.Instance, Self);
                Become(Ending);
                StopWhenDone();
                return true;
            default:
                return false;
        }
    }

    private bool Ending(object message)
    {
        if (message is TerminationHookDone or Terminated)
            _hooks.Remove((message as Terminated)?.ActorRef ?? Sender);
        StopWhenDone();
        return true;
    }

    private void StopWhenDone()
    {
        if (_hooks.Count == 0)
            Context.Stop(Self);
    }
}

/// <summary>A system actor wants to finish something when the user's actors are gone.</summary>
internal sealed record RegisterTerminationHook
{
    public static readonly RegisterTerminationHook Instance = new();
}

/// <summary>Now is the time.</summary>
internal sealed record TerminationHook
{
    public static readonly TerminationHook Instance = new();
}

/// <summary>It has finished.</summary>
internal sealed record TerminationHookDone
{
    public static readonly TerminationHookDone Instance = new();
}
