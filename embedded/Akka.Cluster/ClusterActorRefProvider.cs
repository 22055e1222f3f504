using Akka.Actor;
using Akka.Cluster.Daemon;
using Akka.Event;
using Akka.Remote;

namespace Akka.Cluster;

/// <summary>Chosen by <c>akka.actor.provider = cluster</c>: remoting, and a node of a cluster on top.</summary>
public class ClusterActorRefProvider(string systemName, Settings settings, EventStream eventStream)
    : RemoteActorRefProvider(systemName, settings, eventStream), IClusterActorRefProvider
{
    public override void Init(ActorSystemImpl system)
    {
        base.Init(system);
        // Here and not in the watcher itself, which starts before the cluster has an address.
        Cluster.Get(system).Subscribe(RemoteWatcher, typeof(ClusterEvent.IMemberEvent));
    }

    protected override IActorRef CreateRemoteWatcher(ActorSystemImpl system)
    {
        var unclustered = base.CreateRemoteWatcher(system);
        return system.SystemActorOf(
            Props.Create(() => new ClusterRemoteWatcher(this, unclustered)), "cluster-remote-watcher");
    }
}
