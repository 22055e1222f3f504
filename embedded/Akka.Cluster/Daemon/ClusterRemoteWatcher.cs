using Akka.Actor;
using Akka.Remote;
using static Akka.Cluster.ClusterEvent;

namespace Akka.Cluster.Daemon;

/// <summary>Death watch between nodes of one cluster: membership says when a node is gone, not a second set of
/// heartbeats. Systems outside of the cluster are left to Akka.Remote's own watcher.</summary>
internal sealed class ClusterRemoteWatcher : ReceiveActor
{
    private readonly IRemoteActorRefProvider _provider;
    private readonly IActorRef _unclustered;
    private readonly HashSet<Address> _members = [];
    private readonly HashSet<(IActorRef Watchee, IActorRef Watcher)> _left = [];

    public ClusterRemoteWatcher(IRemoteActorRefProvider provider, IActorRef unclustered)
    {
        _provider = provider;
        _unclustered = unclustered;
        Receive<RemoteWatcher.WatchRemote>(OnWatch);
        Receive<RemoteWatcher.UnwatchRemote>(OnUnwatch);
        Receive<CurrentClusterState>(state =>
        {
            foreach (var member in state.Members)
                TakeOver(member.Address);
        });
        Receive<MemberRemoved>(OnRemoved);
        Receive<IMemberEvent>(e => TakeOver(e.Member.Address));
    }

    private void OnWatch(RemoteWatcher.WatchRemote watch)
    {
        if (_members.Contains(watch.Watchee.Path.Address))
            return;
        _left.Add((watch.Watchee, watch.Watcher));
        _unclustered.Tell(watch);
    }

    private void OnUnwatch(RemoteWatcher.UnwatchRemote watch)
    {
        _left.RemoveWhere(w => w.Watcher.Equals(watch.Watcher) && w.Watchee.Path.Equals(watch.Watchee.Path));
        _unclustered.Tell(watch);
    }

    private void TakeOver(Address address)
    {
        if (!_members.Add(address))
            return;
        foreach (var (watchee, watcher) in _left.Where(w => w.Watchee.Path.Address.Equals(address)))
            _unclustered.Tell(new RemoteWatcher.UnwatchRemote(watchee, watcher));
        _left.RemoveWhere(w => w.Watchee.Path.Address.Equals(address));
    }

    /// <summary>A node that was downed may be alive on the other side of a partition: nothing of it may come through
    /// any more. One that has left still says its last words.</summary>
    private void OnRemoved(MemberRemoved e)
    {
        var (address, uid) = (e.Member.Address, e.Member.UniqueAddress.Uid);
        _members.Remove(address);
        if (e.PreviousStatus == MemberStatus.Down && address != _provider.DefaultAddress)
            _provider.Quarantine(address, uid);
        AddressTerminatedTopic.Get(Context.System).Publish(new AddressTerminated(address));
    }
}
