using Akka.Actor;
using Akka.Event;
using static Akka.Cluster.ClusterEvent;

namespace Akka.Cluster.Downing;

/// <summary>Waits until membership and reachability have been quiet for a while, then lets the leader of this side do
/// what the strategy says.</summary>
internal sealed class DowningActor : ReceiveActor, IWithTimers
{
    private readonly Cluster _cluster;
    private readonly DowningSettings _settings;
    private readonly ILoggingAdapter _log = Context.GetLogger();

    public DowningActor(Cluster cluster, DowningSettings settings)
    {
        _cluster = cluster;
        _settings = settings;
        Receive<MemberJoined>(_ => { }); // joining members do not count, so they disturb no quiet
        Receive<IMemberEvent>(_ => OnChange());
        Receive<IReachabilityEvent>(_ => OnChange());
        Receive<Stable>(_ => Decide());
        Receive<Unstable>(_ => Carry(DowningDecision.DownAll));
    }

    public ITimerScheduler Timers { get; set; } = null!; // Akka sets it before PreStart

    protected override void PreStart() => _cluster.Subscribe(
        Self, SubscriptionInitialStateMode.InitialStateAsEvents, typeof(IMemberEvent), typeof(IReachabilityEvent));

    private void OnChange()
    {
        if (_cluster.State.Unreachable.IsEmpty)
        {
            Timers.CancelAll();
            return;
        }
        Timers.StartSingleTimer(nameof(Stable), Stable.Instance, _settings.StableAfter);
        if (_settings.DownAllWhenUnstable is { } limit && !Timers.IsTimerActive(nameof(Unstable)))
            Timers.StartSingleTimer(nameof(Unstable), Unstable.Instance, _settings.StableAfter + limit);
    }

    private void Decide()
    {
        Timers.Cancel(nameof(Unstable));
        var (there, here) = Sides(m => m.Status is MemberStatus.Up or MemberStatus.Leaving);
        Carry(_settings.Strategy.Decide(here, there));
    }

    private void Carry(DowningDecision decision)
    {
        if (_cluster.State.Unreachable.IsEmpty || _cluster.State.Leader != _cluster.SelfAddress)
            return;
        var (there, here) = Sides(m => m.Status != MemberStatus.Down);
        var downed = decision switch
        {
            DowningDecision.DownUnreachable => there,
            DowningDecision.DownReachable => here,
            _ => [.. here, .. there],
        };
        if (downed.Count == 0)
            return;
        _log.Warning("{0}: downing [{1}], reachable [{2}], unreachable [{3}]", decision,
            string.Join(", ", downed.Select(m => m.Address)), here.Count, there.Count);
        // This node last: it stops when it is down.
        foreach (var member in downed.OrderBy(m => m.UniqueAddress == _cluster.SelfUniqueAddress))
            _cluster.Down(member.Address);
    }

    private (List<Member> There, List<Member> Here) Sides(Func<Member, bool> counts)
    {
        var state = _cluster.State;
        var counted = state.Members.Where(counts).ToLookup(state.Unreachable.Contains);
        return ([.. counted[true]], [.. counted[false]]);
    }

    private sealed record Stable
    {
        public static readonly Stable Instance = new();
    }

    private sealed record Unstable
    {
        public static readonly Unstable Instance = new();
    }
}
