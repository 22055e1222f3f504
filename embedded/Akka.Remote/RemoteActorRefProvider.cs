using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch.SysMsg;
using Akka.Event;
using Akka.Remote.Serialization;
using Akka.Remote.Transport;

namespace Akka.Remote;

/// <summary>The local provider, and around it everything at other addresses. Clustering derives from it.</summary>
public class RemoteActorRefProvider : IRemoteActorRefProvider
{
    private readonly LocalActorRefProvider local;
    private Remoting? remoting;

    public RemoteActorRefProvider(string systemName, Settings settings, EventStream eventStream) =>
        local = new LocalActorRefProvider(systemName, settings, eventStream, this);

    public IInternalActorRef RootGuardian => local.RootGuardian;

    public LocalActorRef Guardian => local.Guardian;

    public LocalActorRef SystemGuardian => local.SystemGuardian;

    public IActorRef DeadLetters => local.DeadLetters;

    public ActorPath RootPath => local.RootPath;

    public Settings Settings => local.Settings;

    public IInternalActorRef TempContainer => local.TempContainer;

    public Task TerminationTask => local.TerminationTask;

    public Address DefaultAddress => remoting?.LocalAddress ?? local.DefaultAddress;

    public IActorRef RemoteWatcher { get; private set; } = ActorRefs.Nobody;

    internal int Uid { get; private set; }

    internal Remoting Remoting => remoting ?? throw new InvalidOperationException("Remoting has not started yet");

    internal Outbox Outbox { get; private set; } = null!;

    internal Inbox Inbox { get; private set; } = null!;

    /// <exception cref="RemoteTransportException">The port is taken, or the address not this machine's.</exception>
    /// <exception cref="ConfigurationException">A value under akka.remote is out of range.</exception>
    public virtual void Init(ActorSystemImpl system)
    {
        local.Init(system);
        var settings = new RemoteSettings(Settings.Config);
        Uid = AddressUidExtension.Uid(system);
        RemoteMessageSerializer.AddTo(system);
        Outbox = new Outbox(system, settings);
        Inbox = new Inbox(system, this);
        remoting = new Remoting(system, settings, Uid, PathOf, Inbox.Receive);
        system.SystemActorOf(Props.Create(() => new RemotingTerminator(remoting)), "remoting-terminator");
        RemoteWatcher = CreateRemoteWatcher(system);
        remoting.Start();
    }

    public IActorRef RootGuardianAt(Address address) =>
        IsHere(address) ? RootGuardian : RemoteRef(new RootActorPath(address));

    public ActorPath TempPath() => local.TempPath();

    public void RegisterTempActor(IInternalActorRef actorRef, ActorPath path) =>
        local.RegisterTempActor(actorRef, path);

    public void UnregisterTempActor(ActorPath path) => local.UnregisterTempActor(path);

    public IInternalActorRef ActorOf(
        ActorSystemImpl system, Props props, IInternalActorRef supervisor, ActorPath path, bool systemService) =>
        local.ActorOf(system, props, supervisor, path, systemService);

    public IActorRef ResolveActorRef(string path) =>
        ActorPath.TryParse(path, out var parsed) ? ResolveActorRef(parsed) : DeadLetters;

    public IActorRef ResolveActorRef(ActorPath actorPath)
    {
        if (IsHere(actorPath.Address)) return local.ResolveActorRef(local.RootGuardian, actorPath.ElementsWithUid);
        return actorPath.Address.HasGlobalScope ? RemoteRef(actorPath) : DeadLetters;
    }

    public void Quarantine(Address address, int? uid) => Quarantine(address, uid, "this side asked for it");

    internal void Quarantine(Address address, int? uid, string reason) => Remoting.Quarantine(address, uid, reason);

    /// <summary>Of the system there, as far as known.</summary>
    internal int? UidOf(Address address) => Remoting.AssociationWith(address).Uid;

    internal RemoteActorRef RemoteRef(ActorPath path) => new(this, path);

    /// <summary>A watch begins or ends over the border: heartbeats with that system begin or end.</summary>
    internal void NoteWatch(ISystemMessage message)
    {
        if (message is Watch watch)
            RemoteWatcher.Tell(new RemoteWatcher.WatchRemote(watch.Watchee, watch.Watcher), ActorRefs.NoSender);
        else if (message is Unwatch unwatch)
            NoteEnd(unwatch.Watchee, unwatch.Watcher);
    }

    internal void NoteEnd(IActorRef watchee, IActorRef watcher) =>
        RemoteWatcher.Tell(new RemoteWatcher.UnwatchRemote(watchee, watcher), ActorRefs.NoSender);

    protected virtual IActorRef CreateRemoteWatcher(ActorSystemImpl system)
    {
        var config = Settings.Config.GetConfig("akka.remote.watch-failure-detector")!;
        FailureDetector Detector() =>
            FailureDetectorLoader.Load(config.GetString("implementation-class"), config, system);
        _ = Detector(); // what is wrong in the section shows at the start, not at the first watch
        var detectors = new DefaultFailureDetectorRegistry<Address>(Detector);
        var settings = new WatchSettings(
            config.GetTimeSpan("heartbeat-interval"),
            config.GetTimeSpan("unreachable-nodes-reaper-interval"),
            config.GetTimeSpan("expected-response-after"),
            config.GetTimeSpan("acceptable-heartbeat-pause"),
            FailureDetector.DefaultClock);
        return system.SystemActorOf(
            Props.Create(() => new RemoteWatcher(this, detectors, settings)), "remote-watcher");
    }

    private bool IsHere(Address address) => address == local.RootPath.Address || address == DefaultAddress;

    private string PathOf(object reference) => reference is RemoteActorRef remote
        ? remote.SerializedPath
        : ((IActorRef)reference).Path.ToSerializationFormatWithAddress(DefaultAddress);
}
