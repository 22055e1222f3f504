using Akka.Actor;
using Akka.Event;

namespace Akka.Remote;

/// <summary>Exchanges heartbeats with the systems on which an actor is watched, and gives up the silent ones.</summary>
/// <remarks>Watch and DeathWatchNotification themselves go directly between watcher and watched.</remarks>
internal sealed class RemoteWatcher : ReceiveActor, IWithTimers
{
    private readonly RemoteActorRefProvider provider;
    private readonly DefaultFailureDetectorRegistry<Address> detectors;
    private readonly WatchSettings settings;
    private readonly Wakefulness wakefulness;
    private readonly Dictionary<Address, HashSet<(IActorRef Watchee, IActorRef Watcher)>> watched = [];
    private readonly Dictionary<Address, int> uids = [];

    public RemoteWatcher(
        RemoteActorRefProvider provider, DefaultFailureDetectorRegistry<Address> detectors, WatchSettings settings)
    {
        this.provider = provider;
        this.detectors = detectors;
        this.settings = settings;
        wakefulness = new Wakefulness(settings.ReaperInterval, settings.AcceptablePause, settings.Clock);
        Receive<Heartbeat>(_ => Sender.Tell(new HeartbeatReply(provider.Uid), Self));
        Receive<HeartbeatReply>(reply => Beat(Sender.Path.Address, reply.Uid));
        Receive<WatchRemote>(Watch);
        Receive<UnwatchRemote>(watch => Forget(watch.Watchee, watch.Watcher));
        Receive<HeartbeatTick>(_ => SendHeartbeats());
        Receive<ReapTick>(_ => GiveUpSilentOnes());
        Receive<FirstHeartbeatDue>(due => StartClock(due.Address));
        // Its watchers have been told; the next life at the address begins with a clean slate.
        Receive<QuarantinedEvent>(ended => Forget(ended.Address));
    }

    public ITimerScheduler Timers { get; set; } = null!; // Akka sets it before PreStart

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(QuarantinedEvent));
        Timers.StartPeriodicTimer(nameof(HeartbeatTick), HeartbeatTick.Instance, settings.HeartbeatInterval);
        Timers.StartPeriodicTimer(nameof(ReapTick), ReapTick.Instance, settings.ReaperInterval);
    }

    private void Watch(WatchRemote watch)
    {
        var address = watch.Watchee.Path.Address;
        if (!watched.TryGetValue(address, out var pairs))
        {
            watched[address] = pairs = [];
            SendHeartbeat(address);
        }

        pairs.Add((watch.Watchee, watch.Watcher));
    }

    private void Forget(IActorRef watchee, IActorRef watcher)
    {
        var address = watchee.Path.Address;
        if (!watched.TryGetValue(address, out var pairs)) return;
        // Watched by a path without uid, it ends under its full one.
        pairs.RemoveWhere(pair => pair.Watcher.Equals(watcher) && pair.Watchee.Path.Equals(watchee.Path)
            && (pair.Watchee.Path.Uid == watchee.Path.Uid || pair.Watchee.Path.Uid == 0));
        if (pairs.Count == 0) Forget(address);
    }

    private void Forget(Address address)
    {
        watched.Remove(address);
        uids.Remove(address);
        detectors.Remove(address);
    }

    private void Beat(Address from, int uid)
    {
        if (!watched.ContainsKey(from)) return;
        uids[from] = uid;
        detectors.Heartbeat(from);
    }

    private void SendHeartbeats()
    {
        foreach (var address in watched.Keys) SendHeartbeat(address);
    }

    private void SendHeartbeat(Address address)
    {
        provider.RemoteRef(new RootActorPath(address) / "system" / "remote-watcher").Tell(Heartbeat.Instance, Self);
        if (detectors.IsMonitoring(address) || Timers.IsTimerActive(address)) return;
        Timers.StartSingleTimer(address, new FirstHeartbeatDue(address), settings.ExpectedResponseAfter);
    }

    // A system that never answers at all would otherwise never be judged. The life meant is the one known by now: one
    // that shows up just as the time is over must not be shut out for it.
    private void StartClock(Address address)
    {
        if (!watched.ContainsKey(address) || detectors.IsMonitoring(address)) return;
        if (provider.UidOf(address) is { } uid) uids[address] = uid;
        detectors.Heartbeat(address);
    }

    private void GiveUpSilentOnes()
    {
        if (!wakefulness.MayJudge()) return;
        foreach (var address in watched.Keys.Where(address => !detectors.IsAvailable(address)).ToList())
        {
            int? uid = uids.TryGetValue(address, out var known) ? known : null;
            Forget(address);
            provider.Quarantine(address, uid, "its heartbeats stopped");
        }
    }

    internal sealed record Heartbeat : IDeadLetterSuppression
    {
        public static readonly Heartbeat Instance = new();
    }

    internal sealed record HeartbeatReply(int Uid) : IDeadLetterSuppression;

    internal sealed record WatchRemote(IActorRef Watchee, IActorRef Watcher);

    internal sealed record UnwatchRemote(IActorRef Watchee, IActorRef Watcher);

    private sealed record FirstHeartbeatDue(Address Address);

    private sealed record HeartbeatTick
    {
        public static readonly HeartbeatTick Instance = new();
    }

    private sealed record ReapTick
    {
        public static readonly ReapTick Instance = new();
    }
}

/// <summary>Bound from akka.remote.watch-failure-detector.</summary>
internal sealed record WatchSettings(
    TimeSpan HeartbeatInterval, TimeSpan ReaperInterval, TimeSpan ExpectedResponseAfter, TimeSpan AcceptablePause,
    Clock Clock);
