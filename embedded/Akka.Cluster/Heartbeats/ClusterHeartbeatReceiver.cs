using Akka.Actor;
using Akka.Cluster.Protocol;

namespace Akka.Cluster.Heartbeats;

/// <summary>/system/cluster/heartbeatReceiver: answers, whatever the daemon is busy with.</summary>
internal sealed class ClusterHeartbeatReceiver : ReceiveActor
{
    public ClusterHeartbeatReceiver(UniqueAddress self) =>
        Receive<Heartbeat>(heartbeat => Sender.Tell(new HeartbeatResponse(self, heartbeat.Sequence)));
}
