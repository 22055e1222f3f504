using Akka.Actor;
using Akka.Cluster.Events;
using Akka.Cluster.Heartbeats;
using Akka.Cluster.Membership;
using Akka.Event;
using Akka.Remote;
using static Akka.Cluster.ClusterEvent;

namespace Akka.Cluster.Daemon;

/// <summary>/system/cluster/core/daemon: holds this node's gossip and is the only one that changes it. States:
/// Uninitialized, SeekingSeeds, Joining, Member.</summary>
internal sealed partial class ClusterCoreDaemon : ReceiveActor, IWithTimers
{
    private readonly Cluster _cluster;
    private readonly ClusterSettings _settings;
    private readonly UniqueAddress _self;
    private readonly EventPublisher _publisher = new();
    private readonly ClusterLog _log;
    private Gossip _gossip = Gossip.Empty;

    public ClusterCoreDaemon(Cluster cluster)
    {
        _cluster = cluster;
        _settings = cluster.Settings;
        _self = cluster.SelfUniqueAddress;
        _log = new ClusterLog(Context.GetLogger(), cluster);
        _terms = new Protocol.JoinTerms(Protocol.JoinTerms.CurrentVersion, $"{cluster.DowningProvider}");
        _leaderActions = new LeaderActions(_settings.MinNrOfMembers, _settings.MinNrOfMembersOfRole);
        _wakefulness = new Wakefulness(
            _settings.UnreachableNodesReaperInterval, _settings.AcceptableHeartbeatPause, FailureDetector.DefaultClock);
        Become(Uninitialized);
    }

    public ITimerScheduler Timers { get; set; } = null!; // Akka sets it before PreStart

    protected override void PreStart()
    {
        var cluster = _cluster;
        Context.ActorOf(
            Props.Create(() => new ClusterHeartbeatSender(cluster)).WithDispatcher(_settings.UseDispatcher),
            "heartbeatSender");
        if (_cluster.DowningProvider.DowningActorProps is { } downing)
            Context.ActorOf(downing.WithDispatcher(_settings.UseDispatcher), "downingProvider");
        Context.System.EventStream.Subscribe(Self, typeof(QuarantinedEvent));
        Context.System.EventStream.Subscribe(Self, typeof(ThisActorSystemQuarantinedEvent));
        JoinConfiguredSeeds();
    }

    /// <summary>All who are still listening learn that for this node everybody is gone.</summary>
    protected override void PostStop()
    {
        Context.System.EventStream.Unsubscribe(Self);
        if (_gossip.Members.IsEmpty)
            return;
        _publisher.Publish(ClusterShuttingDown.Instance);
        Update(Gossip.Empty);
    }

    private void Subscriptions()
    {
        Receive<Subscribe>(OnSubscribe);
        Receive<Unsubscribe>(u => EndSubscription(u.Subscriber, u.To));
        Receive<Terminated>(t => EndSubscription(t.ActorRef, null));
        Receive<SendState>(s => s.Receiver.Tell(_cluster.State, ActorRefs.NoSender));
    }

    private void OnSubscribe(Subscribe subscribe)
    {
        if (subscribe.Mode == SubscriptionInitialStateMode.InitialStateAsSnapshot)
        {
            subscribe.Subscriber.Tell(_cluster.State, ActorRefs.NoSender);
        }
        else
        {
            foreach (var e in ClusterView.Diff(new CurrentClusterState(), _cluster.State))
                EventPublisher.Send(subscribe.Subscriber, subscribe.To, e);
        }
        _publisher.Subscribe(subscribe.Subscriber, subscribe.To);
        Context.Watch(subscribe.Subscriber);
    }

    private void EndSubscription(IActorRef subscriber, Type? to)
    {
        if (_publisher.Unsubscribe(subscriber, to))
            Context.Unwatch(subscriber);
    }

    /// <summary>The one place where the gossip changes: State first, then the events, so that nobody hears of what
    /// State does not show yet.</summary>
    private void Update(Gossip next)
    {
        if (ReferenceEquals(next, _gossip))
            return;
        _gossip = next;
        var before = _cluster.State;
        var after = ClusterView.Of(next, _self);
        _cluster.Observe(after);
        foreach (var e in ClusterView.Diff(before, after))
        {
            _log.Event(e);
            if (e is MemberRemoved { Member: var gone })
                Forget(gone.UniqueAddress);
            _publisher.Publish(e);
        }
        LeaveWhenExiting();
    }

    private void Send(Address to, object message)
    {
        if (to != _self.Address)
            Peer.Core(_cluster, to).Tell(message, Self);
    }
}
