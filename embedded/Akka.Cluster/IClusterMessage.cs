namespace Akka.Cluster;

/// <summary>Marks what nodes of a cluster say to one another; bound to the cluster's serializer.</summary>
public interface IClusterMessage;
