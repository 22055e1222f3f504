using Akka.Actor;

namespace Akka.Cluster;

/// <summary>Decides about unreachable members. Named by <c>akka.cluster.downing-provider-class</c>; needs a constructor
/// (ActorSystem, Cluster).</summary>
public interface IDowningProvider
{
    /// <summary>How long others wait after a removal before they take over the removed node's work.</summary>
    TimeSpan DownRemovalMargin { get; }

    /// <summary>The actor that does it; null: none.</summary>
    Props? DowningActorProps { get; }
}
