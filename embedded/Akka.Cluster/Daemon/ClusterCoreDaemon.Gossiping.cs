using Akka.Cluster.Membership;
using Akka.Cluster.Protocol;

namespace Akka.Cluster.Daemon;

internal sealed partial class ClusterCoreDaemon
{
    private void TellSomebody()
    {
        var peers = _gossip.Members.Keys.Where(IsPeer).ToList();
        var uninformed = peers.Where(p => !_gossip.Seen.Contains(p)).ToList();
        var preferred = uninformed.Count > 0 && Random.Shared.NextDouble() < _settings.GossipDifferentViewProbability
            ? uninformed
            : peers;
        if (preferred.Count == 0)
            return;
        var peer = preferred[Random.Shared.Next(preferred.Count)];
        if (_gossip.Seen.Contains(peer))
            GossipStatusTo(peer);
        else
            GossipTo(peer);
    }

    /// <summary>While most have not seen the latest, rounds come three times as often.</summary>
    private void SpeedUpGossip()
    {
        if (_gossip.Seen.Count <= _gossip.Members.Count / 2)
            TellSomebody();
    }

    /// <summary>Whoever this node itself cannot reach is neither told nor listened to: its news come through others, or
    /// when it is back.</summary>
    private bool IsPeer(UniqueAddress node) =>
        node != _self && _gossip.Members.ContainsKey(node) && _gossip.Reachability.IsReachable(_self, node);

    private void GossipTo(UniqueAddress node) => Send(node.Address, new GossipEnvelope(_self, node, _gossip));

    private void GossipStatusTo(UniqueAddress node) =>
        Send(node.Address, new GossipStatus(_self, _gossip.Version, StableHash.Of(_gossip.Seen)));

    private void OnGossip(GossipEnvelope envelope)
    {
        var theirs = envelope.Gossip;
        // Without this node in it, it was removed for them: whether it goes down is for the downing provider to say.
        if (envelope.To != _self || !IsPeer(envelope.From) || !theirs.Members.ContainsKey(_self))
            return;
        var order = theirs.Version.CompareTo(_gossip.Version);
        Update(_gossip.Merge(theirs).SeenBy(_self));
        var senderLacksNews = order is VectorClock.Ordering.Before or VectorClock.Ordering.Concurrent;
        var senderLacksSeen = !theirs.Seen.Contains(_self);
        if ((senderLacksNews || senderLacksSeen) && IsPeer(envelope.From))
            GossipTo(envelope.From);
    }

    private void OnGossipStatus(GossipStatus status)
    {
        if (!IsPeer(status.From))
            return;
        switch (status.Version.CompareTo(_gossip.Version))
        {
            case VectorClock.Ordering.Same when status.SeenDigest == StableHash.Of(_gossip.Seen): break;
            case VectorClock.Ordering.After: GossipStatusTo(status.From); break;
            default: GossipTo(status.From); break;
        }
    }

    private sealed record GossipTick
    {
        public static readonly GossipTick Instance = new();
    }

    private sealed record GossipSpeedUpTick
    {
        public static readonly GossipSpeedUpTick Instance = new();
    }
}
