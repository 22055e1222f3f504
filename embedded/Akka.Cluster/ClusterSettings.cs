using System.Collections.Immutable;
using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;

namespace Akka.Cluster;

/// <summary>Bound from HOCON <c>akka.cluster</c>; every key stands with its default and reason in
/// reference.conf.</summary>
public sealed class ClusterSettings
{
    private const string Prefix = "akka.cluster.";

    private readonly Config _config;

    /// <exception cref="ConfigurationException">A value cannot be used; the message names the key.</exception>
    public ClusterSettings(Config config, string systemName)
    {
        _config = config.GetConfig("akka.cluster")
            ?? throw new ConfigurationException("akka.cluster is missing: is reference.conf of Akka.Cluster loaded?");
        SeedNodes = [.. _config.GetStringList("seed-nodes").Select(n => SeedNode(n, systemName))];
        Roles = [.. _config.GetStringList("roles")];
        MinNrOfMembers = AtLeast("min-nr-of-members", 1);
        MinNrOfMembersOfRole = MinimumOfRoles();
        MonitoredByNrOfMembers = AtLeast("failure-detector.monitored-by-nr-of-members", 1);
        GossipDifferentViewProbability = Probability("gossip-different-view-probability");
        SeedNodeTimeout = Positive("seed-node-timeout");
        RetryUnsuccessfulJoinAfter = Optional("retry-unsuccessful-join-after");
        ShutdownAfterUnsuccessfulJoinSeedNodes = Optional("shutdown-after-unsuccessful-join-seed-nodes");
        PeriodicTasksInitialDelay = _config.GetTimeSpan("periodic-tasks-initial-delay");
        GossipInterval = Positive("gossip-interval");
        LeaderActionsInterval = Positive("leader-actions-interval");
        UnreachableNodesReaperInterval = Positive("unreachable-nodes-reaper-interval");
        PruneGossipTombstonesAfter = Positive("prune-gossip-tombstones-after");
        HeartbeatInterval = Positive("failure-detector.heartbeat-interval");
        HeartbeatExpectedResponseAfter = Positive("failure-detector.expected-response-after");
        AcceptableHeartbeatPause = _config.GetTimeSpan("failure-detector.acceptable-heartbeat-pause");
        DownRemovalMargin = Optional("down-removal-margin") ?? TimeSpan.Zero;
        DowningProviderType = DowningProvider();
        RefuseWeaklyUp();
        if (Optional("auto-down-unreachable-after") is { } autoDown)
            throw Invalid("auto-down-unreachable-after", autoDown, "off (auto-down needs Stack=NuGet)");
    }

    public ImmutableList<Address> SeedNodes { get; }

    public ImmutableHashSet<string> Roles { get; }

    public int MinNrOfMembers { get; }

    public ImmutableDictionary<string, int> MinNrOfMembersOfRole { get; }

    public int MonitoredByNrOfMembers { get; }

    public double GossipDifferentViewProbability { get; }

    public bool LogInfo => _config.GetBoolean("log-info");

    public bool LogInfoVerbose => _config.GetBoolean("log-info-verbose");

    /// <summary>Of all actors of the cluster part.</summary>
    public string UseDispatcher => _config.GetString("use-dispatcher") is { Length: > 0 } own
        ? own
        : Dispatchers.InternalDispatcherId;

    public bool RunCoordinatedShutdownWhenDown => _config.GetBoolean("run-coordinated-shutdown-when-down");

    public TimeSpan SeedNodeTimeout { get; }

    /// <summary>Null: a join is tried once.</summary>
    public TimeSpan? RetryUnsuccessfulJoinAfter { get; }

    /// <summary>Null: seed nodes are tried for ever.</summary>
    public TimeSpan? ShutdownAfterUnsuccessfulJoinSeedNodes { get; }

    public TimeSpan PeriodicTasksInitialDelay { get; }

    public TimeSpan GossipInterval { get; }

    public TimeSpan LeaderActionsInterval { get; }

    public TimeSpan UnreachableNodesReaperInterval { get; }

    public TimeSpan PruneGossipTombstonesAfter { get; }

    public Config FailureDetectorConfig => _config.GetConfig("failure-detector")!;

    public string FailureDetectorImplementationClass => _config.GetString("failure-detector.implementation-class");

    public TimeSpan HeartbeatInterval { get; }

    public TimeSpan HeartbeatExpectedResponseAfter { get; }

    public Type DowningProviderType { get; }

    internal TimeSpan AcceptableHeartbeatPause { get; }

    internal TimeSpan DownRemovalMargin { get; }

    internal Config SplitBrainResolver => _config.GetConfig("split-brain-resolver")!;

    private static Address SeedNode(string text, string systemName) =>
        Address.TryParse(text, out var address) && address.HasGlobalScope && address.System == systemName
            ? address
            : throw Invalid("seed-nodes", text, $"an address such as akka.tcp://{systemName}@hostname:port");

    private ImmutableDictionary<string, int> MinimumOfRoles() =>
        (_config.GetConfig("role")?.AsEnumerable() ?? []).ToImmutableDictionary(
            role => role.Key,
            role => AtLeast($"role.\"{role.Key}\".min-nr-of-members", 1));

    private Type DowningProvider()
    {
        var name = _config.GetString("downing-provider-class");
        if (string.IsNullOrEmpty(name))
            return typeof(NoDowning);
        return Type.GetType(name, throwOnError: false) is { } type && type.IsAssignableTo(typeof(IDowningProvider))
            ? type
            : throw Invalid("downing-provider-class", name, "\"Akka.Cluster.SBR.SplitBrainResolverProvider, " +
                "Akka.Cluster\", \"Akka.Cluster.SplitBrainResolver, Akka.Cluster\" or an IDowningProvider of yours");
    }

    private void RefuseWeaklyUp()
    {
        var value = _config.GetString("allow-weakly-up-members");
        if (value is not ("off" or "false" or "no"))
            throw Invalid("allow-weakly-up-members", value, "off (WeaklyUp needs Stack=NuGet)");
    }

    private TimeSpan Positive(string key) => _config.GetTimeSpan(key) is var time && time > TimeSpan.Zero
        ? time
        : throw Invalid(key, time, "longer than 0");

    private TimeSpan? Optional(string key) =>
        _config.GetString(key) is null or "off" or "false" or "no" ? null : _config.GetTimeSpan(key);

    private int AtLeast(string key, int least) => _config.GetInt(key, least) is var value && value >= least
        ? value
        : throw Invalid(key, value, $"at least {least}");

    private double Probability(string key) => _config.GetDouble(key) is var value && value is >= 0 and <= 1
        ? value
        : throw Invalid(key, value, "from 0.0 to 1.0");

    private static ConfigurationException Invalid(string key, object value, string right) =>
        new($"{Prefix}{key} is '{value}'; it must be {right}");
}
