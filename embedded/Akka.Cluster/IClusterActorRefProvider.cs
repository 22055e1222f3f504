using Akka.Remote;

namespace Akka.Cluster;

/// <summary>Marks providers under which <see cref="Cluster"/> works.</summary>
public interface IClusterActorRefProvider : IRemoteActorRefProvider;
