using System.Collections.Immutable;
using System.Reflection;
using Akka.Actor;
using Akka.Cluster.Daemon;
using Akka.Configuration;
using Akka.Event;
using Akka.Remote;
using static Akka.Cluster.ClusterEvent;

namespace Akka.Cluster;

/// <summary>This node's part in the cluster: joins, leaves, tells who else is there.</summary>
public partial class Cluster : IExtension
{
    private readonly IActorRef _daemon;
    private readonly ILoggingAdapter _log;
    private volatile CurrentClusterState _state = new();
    private int _isShutdown;

    /// <exception cref="ConfigurationException">The system's provider is not the cluster's, or a key under
    /// akka.cluster is wrong.</exception>
    public Cluster(ActorSystemImpl system)
    {
        if (system.Provider is not IClusterActorRefProvider provider)
            throw new ConfigurationException(
                $"akka.actor.provider of '{system.Name}' is {system.Settings.ProviderClass}; it must be cluster");
        System = system;
        Settings = new ClusterSettings(system.Settings.Config, system.Name);
        SelfUniqueAddress = new UniqueAddress(provider.DefaultAddress, AddressUidExtension.Uid(system));
        FailureDetector = new DefaultFailureDetectorRegistry<Address>(NewFailureDetector);
        _ = NewFailureDetector(); // a wrong setting is said now, and not at the first heartbeat
        _log = Logging.GetLogger(system, "Akka.Cluster");
        DowningProvider = LoadDowningProvider();
        _daemon = system.SystemActorOf(
            Props.Create(() => new ClusterDaemon(this)).WithDispatcher(Settings.UseDispatcher), "cluster");
        _daemon.Tell(ClusterDaemon.Begin.Instance, ActorRefs.NoSender);
        ClusterShutdownTasks.AddTo(CoordinatedShutdown.Get(system), this, _daemon);
    }

    public ExtendedActorSystem System { get; }

    public ClusterSettings Settings { get; }

    public IDowningProvider DowningProvider { get; }

    public DefaultFailureDetectorRegistry<Address> FailureDetector { get; }

    public UniqueAddress SelfUniqueAddress { get; }

    public Address SelfAddress => SelfUniqueAddress.Address;

    public ImmutableHashSet<string> SelfRoles => Settings.Roles;

    /// <summary>Removed as long as this node is in no cluster.</summary>
    public Member SelfMember => State.Members.FirstOrDefault(m => m.UniqueAddress == SelfUniqueAddress)
        ?? Member.Restore(SelfUniqueAddress, int.MaxValue, MemberStatus.Removed, SelfRoles);

    /// <summary>Never behind the events: whoever hears of one finds it in here.</summary>
    public CurrentClusterState State => _state;

    public bool IsUp => SelfMember.Status is MemberStatus.Up or MemberStatus.WeaklyUp;

    public bool IsTerminated => Lifecycle.Terminated.IsCompleted || _isShutdown != 0;

    internal SelfLifecycle Lifecycle { get; } = new();

    internal bool WasShutDown => _isShutdown != 0;

    public static Cluster Get(ActorSystem system) => system.WithExtension<Cluster, ClusterExtension>();

    /// <summary>The path by which other nodes reach a local actor.</summary>
    public ActorPath RemotePathOf(IActorRef actorRef) => actorRef.Path.Address.HasGlobalScope
        ? actorRef.Path
        : new RootActorPath(SelfAddress) / actorRef.Path.Elements;

    internal void Observe(CurrentClusterState state)
    {
        _state = state;
        Lifecycle.Advance(SelfMember.Status);
    }

    /// <summary>Stops this node's part at once, without telling the others: after leaving, being downed, or a
    /// failure.</summary>
    internal void Shutdown()
    {
        if (Interlocked.Exchange(ref _isShutdown, 1) != 0)
            return;
        if (Settings.LogInfo)
            _log.Info("Cluster Node [{0}] - Shutting down", SelfAddress);
        System.Stop(_daemon);
    }

    private FailureDetector NewFailureDetector() => FailureDetectorLoader.Load(
        Settings.FailureDetectorImplementationClass, Settings.FailureDetectorConfig, System);

    private IDowningProvider LoadDowningProvider()
    {
        try
        {
            return (IDowningProvider)Activator.CreateInstance(Settings.DowningProviderType, System, this)!;
        }
        catch (TargetInvocationException e) when (e.InnerException is ConfigurationException wrong)
        {
            throw wrong;
        }
    }
}
