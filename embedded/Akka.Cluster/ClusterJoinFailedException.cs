using Akka.Actor;

namespace Akka.Cluster;

/// <summary>This node did not get into the cluster.</summary>
public class ClusterJoinFailedException(string message) : AkkaException(message);
