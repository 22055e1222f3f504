using Akka.Actor;

namespace Akka.Cluster.Daemon;

/// <summary>Where other nodes' cluster actors are.</summary>
internal static class Peer
{
    public static IActorRef Core(Cluster cluster, Address address) =>
        At(cluster, new RootActorPath(address) / "system" / "cluster" / "core" / "daemon");

    public static IActorRef HeartbeatReceiver(Cluster cluster, Address address) =>
        At(cluster, new RootActorPath(address) / "system" / "cluster" / "heartbeatReceiver");

    private static IActorRef At(Cluster cluster, ActorPath path) => cluster.System.Provider.ResolveActorRef(path);
}
