using Akka.Actor;
using Akka.Cluster.Membership;
using Akka.Cluster.Protocol;
using Akka.Remote;

namespace Akka.Cluster.Daemon;

internal sealed partial class ClusterCoreDaemon
{
    private readonly Dictionary<Address, (Join Join, TimeSpan At)> _waitingForFormer = [];
    private readonly Wakefulness _wakefulness;

    private void BecomeMember(Gossip gossip)
    {
        Timers.CancelAll();
        Become(Member);
        Update(gossip);
        Every(_settings.GossipInterval, GossipTick.Instance);
        Every(_settings.GossipInterval / 3, GossipSpeedUpTick.Instance);
        Every(_settings.LeaderActionsInterval, LeaderTick.Instance);
        Every(_settings.UnreachableNodesReaperInterval, ReapTick.Instance);
    }

    private void Every(TimeSpan interval, object tick)
    {
        var delay = _settings.PeriodicTasksInitialDelay;
        Timers.StartPeriodicTimer(tick.GetType(), tick, delay > interval ? delay : interval, interval);
    }

    private void Member()
    {
        Subscriptions();
        Receive<GossipEnvelope>(OnGossip);
        Receive<GossipStatus>(OnGossipStatus);
        Receive<InitJoin>(OnInitJoin);
        Receive<Join>(OnJoin);
        Receive<LeaveMember>(leave => Update(_gossip.Leave(_self, leave.Address)));
        Receive<DownMember>(OnDown);
        Receive<ExitingConfirmed>(confirmed => OnExitingConfirmed(confirmed.Node));
        Receive<QuarantinedEvent>(q => Update(_gossip.Terminated(_self, new UniqueAddress(q.Address, q.Uid))));
        Receive<ThisActorSystemQuarantinedEvent>(q => OnQuarantined(q.RemoteAddress));
        Receive<GossipTick>(_ => TellSomebody());
        Receive<GossipSpeedUpTick>(_ => SpeedUpGossip());
        Receive<LeaderTick>(_ => OnLeaderTick());
        Receive<ReapTick>(_ => OnReapTick());
        Receive<ExitingCompleted>(_ => OnExitingCompleted());
        Receive<JoinTo>(join => _log.Info("Is in a cluster already and does not join [{0}]", join.Address));
        Receive<JoinSeedNodes>(_ => _log.Info("Is in a cluster already and does not join seed nodes"));
        Receive<IClusterMessage>(_ => { }); // late answers to a join that has succeeded
    }

    private void OnReapTick()
    {
        if (_wakefulness.MayJudge())
            Update(_gossip.Observe(_self, _cluster.FailureDetector.IsAvailable));
    }

    private bool LetsNobodyIn =>
        _gossip.Find(_self) is not { } self || StatusOrder.GoesAway(self.Status)
        || CoordinatedShutdown.Get(Context.System).ShutdownReason is not null;

    private void OnInitJoin(InitJoin ask) => Sender.Tell(LetsNobodyIn
        ? new InitJoinNack(_self.Address)
        : new InitJoinAck(_self.Address, _terms.Conflict(ask.Terms)));

    private void OnJoin(Join join)
    {
        var node = join.Node;
        if (node.Address.System != _self.Address.System || node.Address.Protocol != _self.Address.Protocol)
        {
            _log.Warning("Does not let [{0}] join: system name and protocol must be those of this node", node.Address);
            return;
        }
        if (node.Address == _self.Address && node != _self)
        {
            _log.Warning("Does not let {0} join: it has this node's own address", node);
            return;
        }
        if (LetsNobodyIn)
        {
            _log.Info("Does not let [{0}] join: shutting down", node.Address);
            return;
        }
        if (!_gossip.Members.ContainsKey(node))
            _cluster.FailureDetector.Remove(node.Address);
        Update(_gossip.Join(_self, node, join.Roles));
        if (_gossip.Members.ContainsKey(node))
        {
            Send(node.Address, new Welcome(_self, _gossip));
        }
        else if (_gossip.AtAddress(node.Address) is { } former)
        {
            _log.Info("[{0}] was restarted and joins anew as soon as {1} is removed", node.Address, former);
            _waitingForFormer[node.Address] = (join, Context.System.Scheduler.MonotonicClock);
        }
    }

    private void OnDown(DownMember down)
    {
        if (_gossip.AtAddress(down.Address) is null)
            _log.Info("Ignoring down of unknown node [{0}]", down.Address);
        Update(_gossip.Down(_self, down.Address));
    }

    /// <summary>A member will have no more of this node: it was removed while it was cut off, and can only start
    /// anew.</summary>
    private void OnQuarantined(Address by)
    {
        if (_gossip.AtAddress(by) is null)
            return;
        _log.Error("Quarantined by [{0}], so it was removed from the cluster: goes down", by);
        Update(_gossip.Down(_self, _self.Address));
    }

    /// <summary>After a removal.</summary>
    private void Forget(UniqueAddress gone)
    {
        _exitingConfirmed.Remove(gone);
        _cluster.FailureDetector.Remove(gone.Address);
        if (!_waitingForFormer.Remove(gone.Address, out var waiting))
            return;
        // Older than the retry of the joining node: it asks again by itself, if it is still there.
        var age = Context.System.Scheduler.MonotonicClock - waiting.At;
        if (age < (_settings.RetryUnsuccessfulJoinAfter ?? TimeSpan.MaxValue))
            Self.Tell(waiting.Join);
    }
}
