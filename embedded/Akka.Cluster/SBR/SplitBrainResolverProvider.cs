using Akka.Actor;
using Akka.Cluster.Downing;
using Akka.Configuration;

namespace Akka.Cluster.SBR;

/// <summary><c>downing-provider-class = "Akka.Cluster.SBR.SplitBrainResolverProvider, Akka.Cluster"</c>:
/// keep-majority.</summary>
public class SplitBrainResolverProvider : IDowningProvider
{
    private readonly DowningSettings? _settings;
    private readonly Cluster _cluster;

    /// <exception cref="ConfigurationException">A key under akka.cluster.split-brain-resolver is wrong.</exception>
    public SplitBrainResolverProvider(ActorSystem system, Cluster cluster)
    {
        _cluster = cluster;
        _settings = DowningSettings.From(cluster, "keep-majority");
    }

    public TimeSpan DownRemovalMargin => _cluster.Settings.DownRemovalMargin;

    public Props? DowningActorProps =>
        _settings is { } settings ? Props.Create(() => new DowningActor(_cluster, settings)) : null;

    public override string ToString() => $"SplitBrainResolverProvider {_settings}";
}
