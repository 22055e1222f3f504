using Akka.Actor;
using Akka.Cluster.Membership;
using Akka.Cluster.Protocol;

namespace Akka.Cluster.Daemon;

internal sealed partial class ClusterCoreDaemon
{
    private const int MaximumDownTicks = 4;

    private readonly LeaderActions _leaderActions;
    private readonly HashSet<UniqueAddress> _exitingConfirmed = [];
    private bool _isExiting;
    private int _downTicks;

    private void OnLeaderTick()
    {
        var now = DateTimeOffset.UtcNow;
        Update(_gossip.PruneTombstones((now - _settings.PruneGossipTombstonesAfter).ToUnixTimeMilliseconds()));
        if (_gossip.Find(_self)?.Status == MemberStatus.Down)
            ShutDownWhenTold();
        else
            LeadersTurn();
    }

    private void LeadersTurn()
    {
        if (_gossip.Leader(_self)?.UniqueAddress == _self)
            Update(_leaderActions.Apply(_gossip, _self, _exitingConfirmed, DateTimeOffset.UtcNow));
    }

    /// <summary>A downed node first spreads the word: others that go down with it must hear of it.</summary>
    private void ShutDownWhenTold()
    {
        var othersKnow = _gossip.Members.Values
            .Where(m => m.Status == MemberStatus.Down && m.UniqueAddress != _self)
            .All(m => _gossip.Seen.Contains(m.UniqueAddress) || !_gossip.Reachability.IsReachable(m.UniqueAddress));
        if (othersKnow || ++_downTicks >= MaximumDownTicks)
            _cluster.Shutdown();
    }

    private void LeaveWhenExiting()
    {
        if (_isExiting || _gossip.Find(_self)?.Status != MemberStatus.Exiting)
            return;
        _isExiting = true;
        CoordinatedShutdown.Get(Context.System).Run(CoordinatedShutdown.ClusterLeavingReason.Instance);
    }

    /// <summary>The last words: that this node has seen the latest, and that it may be removed at once. Should they be
    /// lost, the others find it unreachable and remove it then, being Exiting, without downing.</summary>
    private void OnExitingCompleted()
    {
        var others = _gossip.Members.Values.Where(m => m.UniqueAddress != _self).ToList();
        foreach (var peer in others.Where(m => IsPeer(m.UniqueAddress)).Take(5))
            GossipTo(peer.UniqueAddress);
        var leader = _gossip.Leader(_self, m => m.UniqueAddress != _self);
        var next = _gossip.Leader(_self, m => m.UniqueAddress != _self && m != leader);
        foreach (var member in new[] { leader, next }.OfType<Member>())
            Send(member.Address, new ExitingConfirmed(_self));
        _cluster.Shutdown();
    }

    private void OnExitingConfirmed(UniqueAddress node)
    {
        if (_gossip.Find(node)?.Status == MemberStatus.Exiting)
            _exitingConfirmed.Add(node);
    }

    private sealed record LeaderTick
    {
        public static readonly LeaderTick Instance = new();
    }

    private sealed record ReapTick
    {
        public static readonly ReapTick Instance = new();
    }
}
