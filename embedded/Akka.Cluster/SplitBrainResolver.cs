using Akka.Actor;
using Akka.Cluster.Downing;
using Akka.Configuration;

namespace Akka.Cluster;

/// <summary>The older resolver, which alone knows keep-referee:
/// <c>downing-provider-class = "Akka.Cluster.SplitBrainResolver, Akka.Cluster"</c>.</summary>
public sealed class SplitBrainResolver : IDowningProvider
{
    private readonly DowningSettings? _settings;
    private readonly Cluster _cluster;

    /// <exception cref="ConfigurationException">A key under akka.cluster.split-brain-resolver is wrong.</exception>
    public SplitBrainResolver(ActorSystem system, Cluster cluster)
    {
        _cluster = cluster;
        // It never goes down altogether for want of quiet.
        _settings = DowningSettings.From(cluster, "keep-majority", "keep-referee") is { } settings
            ? settings with { DownAllWhenUnstable = null }
            : null;
    }

    public TimeSpan DownRemovalMargin => _cluster.Settings.DownRemovalMargin;

    public TimeSpan StableAfter => _settings?.StableAfter ?? TimeSpan.Zero;

    public Props? DowningActorProps =>
        _settings is { } settings ? Props.Create(() => new DowningActor(_cluster, settings)) : null;

    public override string ToString() => $"SplitBrainResolver {_settings}";
}
