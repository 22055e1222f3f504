using System.Globalization;
using Akka.Dispatch.SysMsg;
using Akka.Util;

namespace Akka.Actor;

internal sealed partial class ActorCell
{
    private ChildTable? _children;
    private long _namesGiven;
    private TimerScheduler? _timers;

    private ChildTable Children => _children ?? Interlocked.CompareExchange(ref _children, new ChildTable(), null)
        ?? _children!;

    private TimerScheduler Timers => _timers ??= new TimerScheduler(this);

    public static (string Name, long Uid) SplitNameAndUid(string name)
    {
        var hash = name.IndexOf('#');
        return hash < 0 ? (name, 0)
            : (name[..hash], long.Parse(name.AsSpan(hash + 1), NumberStyles.Integer, CultureInfo.InvariantCulture));
    }

    public IActorRef ActorOf(Props props, string? name = null) => AttachChild(props, systemService: false, name);

    public ActorSelection ActorSelection(ActorPath actorPath) =>
        ActorRefFactoryShared.ActorSelection(actorPath, SystemImpl);

    public ActorSelection ActorSelection(string actorPath) =>
        ActorRefFactoryShared.ActorSelection(actorPath, SystemImpl, Self);

    /// <summary>Makes a child. From any thread: the guardians' children are made from outside.</summary>
    public IInternalActorRef AttachChild(
        Props props, bool systemService, string? name, Func<ActorPath, IInternalActorRef>? make = null)
    {
        if (name is not null && !ActorPath.IsValidPathElement(name))
            throw new InvalidActorNameException($"'{name}' is not a name for an actor: it must have letters, digits " +
                "and -_.*$+:@&=,!~';() only, and not begin with $");
        name ??= (Interlocked.Increment(ref _namesGiven) - 1).Base64Encode();
        var path = new ChildActorPath(Self.Path, name, NewUid());
        var child = Children.Add(name, Self, () => make is not null ? make(path)
            : SystemImpl.Provider.ActorOf(SystemImpl, props, Self, path, systemService));
        child.Start();
        return child;
    }

    public IActorRef Child(string name) => GetSingleChild(name);

    public IEnumerable<IActorRef> GetChildren() => _children?.Refs() ?? [];

    public IInternalActorRef GetSingleChild(string nameAndUid)
    {
        var (name, uid) = SplitNameAndUid(nameAndUid);
        return _children?.Find(name) is { } child && (uid == 0 || child.Path.Uid == uid) ? child : ActorRefs.Nobody;
    }

    public void Stop(IActorRef child)
    {
        _children?.MarkStopping(child);
        ((IInternalActorRef)child).Stop();
    }

    internal static long NewUid() => Random.Shared.NextInt64(1, int.MaxValue);

    private SupervisorStrategy SupervisorStrategy =>
        Props.SupervisorStrategy ?? _actor?.GetSupervisorStrategy() ?? Akka.Actor.SupervisorStrategy.DefaultStrategy;

    private void StopChildren()
    {
        foreach (var child in GetChildren())
            Stop(child);
    }

    private void SuspendChildren(IActorRef? except = null)
    {
        foreach (var child in GetChildren())
            if (!child.Equals(except))
                ((IInternalActorRef)child).Suspend();
    }

    private void ResumeChildren(Exception? cause, IActorRef? failed)
    {
        foreach (var child in GetChildren().Cast<IInternalActorRef>())
            child.Resume(child.Equals(failed) ? cause : null);
    }

    private void SuperviseFailure(Failed failure)
    {
        CurrentMessage = failure;
        _sender = failure.Child;
        var stats = _children?.Stats(failure.Child); // null: an earlier child of that name
        if (stats is not null && !SupervisorStrategy.HandleFailure(
            this, failure.Child, failure.Cause, stats, _children!.AllStats()))
            HandleFailure(failure.Cause, failure.Child);
        else
            CurrentMessage = null;
    }
}
