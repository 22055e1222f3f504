using Akka.Actor;
using Akka.Cluster.Daemon;
using Akka.Cluster.Protocol;
using static Akka.Cluster.ClusterEvent;

namespace Akka.Cluster.Heartbeats;

/// <summary>Sends heartbeats to the nodes that this one watches over, and feeds the failure detector with the
/// answers.</summary>
internal sealed class ClusterHeartbeatSender : ReceiveActor, IWithTimers
{
    private readonly Cluster _cluster;
    private readonly Dictionary<UniqueAddress, TimeSpan> _firstSent = [];
    private HashSet<UniqueAddress> _receivers = [];
    private CurrentClusterState? _ringOf;
    private long _sequence;

    public ClusterHeartbeatSender(Cluster cluster)
    {
        _cluster = cluster;
        Receive<Tick>(_ => SendAll());
        Receive<HeartbeatResponse>(OnResponse);
    }

    public ITimerScheduler Timers { get; set; } = null!; // Akka sets it before PreStart

    protected override void PreStart() =>
        Timers.StartPeriodicTimer(nameof(Tick), Tick.Instance, _cluster.Settings.HeartbeatInterval);

    protected override void PostStop()
    {
        foreach (var receiver in _receivers)
            _cluster.FailureDetector.Remove(receiver.Address);
    }

    private void SendAll()
    {
        var state = _cluster.State;
        if (!ReferenceEquals(state, _ringOf))
            Rearrange(state);
        _ringOf = state;
        var heartbeat = new Heartbeat(_cluster.SelfAddress, ++_sequence);
        foreach (var receiver in _receivers)
        {
            Peer.HeartbeatReceiver(_cluster, receiver.Address).Tell(heartbeat, Self);
            ExpectAnswer(receiver);
        }
    }

    /// <summary>A node that never answers must be found unreachable too: its clock starts without a first
    /// answer.</summary>
    private void ExpectAnswer(UniqueAddress receiver)
    {
        if (_cluster.FailureDetector.IsMonitoring(receiver.Address))
            return;
        var now = Context.System.Scheduler.MonotonicClock;
        _firstSent.TryAdd(receiver, now);
        if (now - _firstSent[receiver] >= _cluster.Settings.HeartbeatExpectedResponseAfter)
            _cluster.FailureDetector.Heartbeat(receiver.Address);
    }

    private void OnResponse(HeartbeatResponse response)
    {
        if (_receivers.Contains(response.From))
            _cluster.FailureDetector.Heartbeat(response.From.Address);
    }

    private void Rearrange(CurrentClusterState state)
    {
        var members = state.Members.Select(m => m.UniqueAddress).ToHashSet();
        var unreachable = state.Unreachable.Select(m => m.UniqueAddress).ToHashSet();
        var next = members.Contains(_cluster.SelfUniqueAddress)
            ? HeartbeatRing.Receivers(
                _cluster.SelfUniqueAddress, members, unreachable, _cluster.Settings.MonitoredByNrOfMembers)
            : [];
        foreach (var former in _receivers.Except(next).ToList())
        {
            // Who lost a member must hear it again, though the ring has grown between them.
            if (members.Contains(former) && !_cluster.FailureDetector.IsAvailable(former.Address))
                next.Add(former);
            else
                Forget(former);
        }
        _receivers = next;
    }

    private void Forget(UniqueAddress receiver)
    {
        _firstSent.Remove(receiver);
        _cluster.FailureDetector.Remove(receiver.Address);
    }

    private sealed record Tick
    {
        public static readonly Tick Instance = new();
    }
}
