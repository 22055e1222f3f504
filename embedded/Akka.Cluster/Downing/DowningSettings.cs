using Akka.Actor;
using Akka.Configuration;

namespace Akka.Cluster.Downing;

/// <summary>Bound from <c>akka.cluster.split-brain-resolver</c>.</summary>
/// <param name="DownAllWhenUnstable">Added to StableAfter, the longest that a decision may take; null: no
/// limit.</param>
internal sealed record DowningSettings(DowningStrategy Strategy, TimeSpan StableAfter, TimeSpan? DownAllWhenUnstable)
{
    private const string Prefix = "akka.cluster.split-brain-resolver.";
    private static readonly TimeSpan LeastUnstable = TimeSpan.FromSeconds(4);

    /// <returns>Null: the strategy is off.</returns>
    /// <param name="allowed">Strategies of the provider.</param>
    /// <exception cref="ConfigurationException">A value cannot be used; the message names the key.</exception>
    public static DowningSettings? From(Cluster cluster, params string[] allowed)
    {
        var config = cluster.Settings.SplitBrainResolver;
        var name = config.GetString("active-strategy");
        if (name is "off" or "false" or "no")
            return null;
        if (!allowed.Contains(name))
        {
            throw new ConfigurationException($"{Prefix}active-strategy is '{name}'; " +
                $"{cluster.Settings.DowningProviderType} knows {string.Join(", ", allowed)} and off");
        }
        var stableAfter = config.GetTimeSpan("stable-after");
        return new DowningSettings(StrategyOf(name, config), stableAfter, LimitOf(config, stableAfter));
    }

    public override string ToString() => $"{Strategy}";

    private static DowningStrategy StrategyOf(string name, Config config)
    {
        if (name == "keep-majority")
            return new KeepMajority(config.GetString("keep-majority.role") ?? "");
        var address = config.GetString("keep-referee.address");
        return Address.TryParse(address ?? "", out var referee)
            ? new KeepReferee(referee, config.GetInt("keep-referee.down-all-if-less-than-nodes", 1))
            : throw new ConfigurationException($"{Prefix}keep-referee.address is '{address}'; " +
                "it must be the referee's address, such as akka.tcp://system@hostname:port");
    }

    private static TimeSpan? LimitOf(Config config, TimeSpan stableAfter) =>
        config.GetString("down-all-when-unstable") switch
        {
            "off" or "false" or "no" => null,
            "on" or "true" or "yes" => stableAfter * 0.75 is var time && time > LeastUnstable ? time : LeastUnstable,
            _ => config.GetTimeSpan("down-all-when-unstable"),
        };
}
