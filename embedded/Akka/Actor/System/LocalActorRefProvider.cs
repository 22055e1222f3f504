using Akka.Dispatch.SysMsg;
using Akka.Event;
using Akka.Routing;
using Akka.Util;

namespace Akka.Actor;

/// <summary>Actors of this process: guardians, temporary references, lookup by path.</summary>
public sealed class LocalActorRefProvider : IActorRefProvider
{
    private readonly EventStream _eventStream;
    private readonly VirtualPathContainer _tempContainer;
    private readonly RootParent _rootParent;
    private RootGuardianActorRef _root = null!;
    private LocalActorRef _user = null!;
    private LocalActorRef _system = null!;
    private long _tempNames;

    public LocalActorRefProvider(string systemName, Settings settings, EventStream eventStream)
        : this(systemName, settings, eventStream, null)
    {
    }

    /// <param name="owner">The provider that wraps this one: references say that they are its.</param>
    public LocalActorRefProvider(
        string systemName, Settings settings, EventStream eventStream, IActorRefProvider? owner)
    {
        Settings = settings;
        _eventStream = eventStream;
        Owner = owner ?? this;
        RootPath = new RootActorPath(new Address("akka", systemName));
        DeadLetters = new DeadLetterActorRef(Owner, RootPath / "deadLetters", eventStream);
        _rootParent = new RootParent(RootPath / "_theOneWhoWalksTheBubblesOfSpaceTime", this);
        _tempContainer = new VirtualPathContainer(Owner, RootPath / "temp", _rootParent);
    }

    public IInternalActorRef RootGuardian => _root;

    public LocalActorRef Guardian => _user;

    public LocalActorRef SystemGuardian => _system;

    public IActorRef DeadLetters { get; }

    public ActorPath RootPath { get; }

    public Settings Settings { get; }

    public IInternalActorRef TempContainer => _tempContainer;

    public Task TerminationTask => _rootParent.Gone;

    public Address DefaultAddress => RootPath.Address;

    private IActorRefProvider Owner { get; }

    public void Init(ActorSystemImpl system)
    {
        var dispatcher = system.Dispatchers.InternalDispatcher;
        var mailbox = system.Mailboxes.Lookup(Dispatch.Mailboxes.DefaultMailboxId);
        _root = new RootGuardianActorRef(
            system, Props.Create(() => new RootGuardian()), dispatcher, mailbox, _rootParent, RootPath);
        _root.AddExtraChild("temp", _tempContainer);
        _root.AddExtraChild("deadLetters", (IInternalActorRef)DeadLetters);
        _root.Start();
        var strategy = Settings.GuardianStrategy;
        _system = Attach(Props.Create(() => new SystemGuardianActor()), "system");
        _user = Attach(Props.Create(() => new UserGuardian(strategy)), "user");
        _root.SendSystemMessage(new Watch(_system, _root));
        _system.SendSystemMessage(new Watch(_user, _system));

        LocalActorRef Attach(Props props, string name) =>
            (LocalActorRef)_root.Cell.AttachChild(props, true, name, path =>
                new LocalActorRef(system, props, dispatcher, mailbox, _root, path));
    }

    public IActorRef RootGuardianAt(Address address) => address == RootPath.Address ? _root : DeadLetters;

    public ActorPath TempPath() => _tempContainer.Path / Interlocked.Increment(ref _tempNames).Base64Encode();

    public void RegisterTempActor(IInternalActorRef actorRef, ActorPath path) =>
        _tempContainer.AddChild(path.Name, actorRef);

    public void UnregisterTempActor(ActorPath path) => _tempContainer.RemoveChild(path.Name);

    public IInternalActorRef ActorOf(
        ActorSystemImpl system, Props props, IInternalActorRef supervisor, ActorPath path, bool systemService)
    {
        if (props.Router is { } router)
            props = RouterActor.Head(router, props.WithRouter(null!));
        var id = props.Dispatcher ??
            (systemService ? Dispatch.Dispatchers.InternalDispatcherId : Dispatch.Dispatchers.DefaultDispatcherId);
        var dispatcher = system.Dispatchers.Lookup(id);
        var mailbox = system.Mailboxes.For(props, dispatcher.Configurator.Config);
        return new LocalActorRef(system, props, dispatcher, mailbox, supervisor, path);
    }

    public IActorRef ResolveActorRef(string path) =>
        ActorPath.TryParse(path, out var parsed) ? ResolveActorRef(parsed) : DeadLetters;

    public IActorRef ResolveActorRef(ActorPath actorPath) => actorPath.Address == RootPath.Address
        ? ResolveActorRef(_root, actorPath.ElementsWithUid)
        : DeadLetters;

    /// <summary>Follows names, the last of which may end with #uid, from a reference downwards.</summary>
    public IInternalActorRef ResolveActorRef(IInternalActorRef start, IReadOnlyList<string> elements)
    {
        if (elements.Count == 0)
            return start;
        var found = (IInternalActorRef)start.GetChild(elements);
        return found.IsNobody() ? Missing(start, elements) : found;
    }

    private EmptyLocalActorRef Missing(IInternalActorRef start, IReadOnlyList<string> elements)
    {
        var (name, uid) = ActorCell.SplitNameAndUid(elements[^1]);
        var path = start.Path / elements.Take(elements.Count - 1) / name;
        return new EmptyLocalActorRef(Owner, path.WithUid(uid), _eventStream);
    }

    /// <summary>Above the root: learns of its end.</summary>
    private sealed class RootParent(ActorPath path, LocalActorRefProvider provider) : MinimalActorRef
    {
        private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Gone => _gone.Task;

        public override ActorPath Path => path;

        public override IActorRefProvider Provider => provider.Owner;

        public override void SendSystemMessage(ISystemMessage message)
        {
            if (message is DeathWatchNotification)
                _gone.TrySetResult();
            else if (message is Failed failed)
                failed.Child.Tell(PoisonPill.Instance, ActorRefs.NoSender);
        }
    }
}
