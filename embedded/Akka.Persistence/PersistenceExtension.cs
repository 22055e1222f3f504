using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence.Protocol;
using Akka.Util;

namespace Akka.Persistence;

/// <summary>The journals and snapshot stores of a system, each made on first use.</summary>
public class PersistenceExtension : IExtension
{
    private readonly ExtendedActorSystem _system;
    private readonly ConcurrentDictionary<string, Lazy<Plugin>> _plugins = new();

    public PersistenceExtension(ExtendedActorSystem system)
    {
        _system = system;
        system.Settings.InjectTopLevelFallback(Persistence.DefaultConfig());
        var permits = Config.GetInt("akka.persistence.max-concurrent-recoveries");
        if (permits < 1)
            throw new ConfigurationException(
                $"akka.persistence.max-concurrent-recoveries is {permits}; it must be at least 1");
        RecoveryPermitter = system.SystemActorOf(
            Props.Create(() => new RecoveryPermitter(permits)), "recovery-permitter");
    }

    internal IActorRef RecoveryPermitter { get; }

    private Config Config => _system.Settings.Config;

    /// <param name="journalPluginId">Section of the journal; empty for akka.persistence.journal.plugin.</param>
    /// <exception cref="ConfigurationException">There is no such section, or its class is wrong.</exception>
    public IActorRef JournalFor(string? journalPluginId) => Journal(journalPluginId).Actor;

    /// <param name="snapshotPluginId">Section of the store; empty for akka.persistence.snapshot-store.plugin.</param>
    /// <exception cref="ConfigurationException">There is no such section, or its class is wrong.</exception>
    public IActorRef SnapshotStoreFor(string? snapshotPluginId) => Find(snapshotPluginId, "snapshot-store").Actor;

    internal TimeSpan RecoveryTimeout(string? journalPluginId) =>
        Journal(journalPluginId).Config.GetTimeSpan("recovery-event-timeout");

    private Plugin Journal(string? id) => Find(id, "journal");

    private Plugin Find(string? id, string kind)
    {
        var key = $"akka.persistence.{kind}.plugin";
        var section = string.IsNullOrEmpty(id) ? Config.GetString(key) : id;
        var plugin = _plugins.GetOrAdd(section, _ => new Lazy<Plugin>(() => Start(key, section, kind)));
        try
        {
            return plugin.Value;
        }
        catch
        {
            _plugins.TryRemove(section, out _); // so that another actor does not get an error thrown long ago
            throw;
        }
    }

    private Plugin Start(string key, string section, string kind)
    {
        var own = Config.GetConfig(section) ?? throw new ConfigurationException(
            $"{key} is '{section}'; there must be such a section, with the key 'class' in it");
        var config = own.WithFallback(Config.GetConfig($"akka.persistence.{kind}-plugin-fallback"));
        var type = TypeLoader.Load<ActorBase>($"{section}.class", config.GetString("class"));
        object[] arguments = type.GetConstructor([typeof(Config)]) is null ? [] : [config];
        var props = Props.Create(type, arguments).WithDispatcher(config.GetString("plugin-dispatcher"));
        return new Plugin(_system.SystemActorOf(props, section), config);
    }

    private sealed record Plugin(IActorRef Actor, Config Config);
}
