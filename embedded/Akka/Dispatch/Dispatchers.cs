using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;
using Akka.Util;

namespace Akka.Dispatch;

/// <summary>Finds dispatchers by the path of their section in the configuration.</summary>
public sealed class Dispatchers
{
    public const string DefaultDispatcherId = "akka.actor.default-dispatcher";
    public const string InternalDispatcherId = "akka.actor.internal-dispatcher";

    private readonly ConcurrentDictionary<string, MessageDispatcherConfigurator> _configurators = new();
    private readonly Settings _settings;

    internal Dispatchers(Settings settings) => _settings = settings;

    public MessageDispatcher InternalDispatcher => Lookup(InternalDispatcherId);

    public bool HasDispatcher(string id) =>
        !string.IsNullOrEmpty(id) && (_configurators.ContainsKey(id) || _settings.Config.HasPath(id));

    /// <exception cref="ConfigurationException">There is no such section, or its type is unknown.</exception>
    public MessageDispatcher Lookup(string dispatcherName) =>
        _configurators.GetOrAdd(dispatcherName, Configure).Dispatcher();

    internal void Shutdown()
    {
        foreach (var configurator in _configurators.Values)
            configurator.Shutdown();
    }

    private MessageDispatcherConfigurator Configure(string id)
    {
        var section = _settings.Config.GetConfig(id) ?? throw new ConfigurationException(
            $"Dispatcher '{id}' is not configured; define {id} {{ type = PinnedDispatcher }} or the like");
        var name = id[(id.LastIndexOf('.') + 1)..];
        var config = section
            .WithFallback(ConfigurationFactory.ParseString($"id = \"{id}\", name = \"{name}\""))
            .WithFallback(_settings.Config.GetConfig(DefaultDispatcherId));
        var prerequisites = new DispatcherPrerequisites(_settings);
        return config.GetString("type") switch
        {
            "Dispatcher" or "TaskDispatcher" => new ThreadPoolDispatcherConfigurator(config, prerequisites),
            "ForkJoinDispatcher" => new ForkJoinDispatcherConfigurator(config, prerequisites),
            "PinnedDispatcher" => new PinnedDispatcherConfigurator(config, prerequisites),
            var type => TypeLoader.Create<MessageDispatcherConfigurator>($"{id}.type", type, config, prerequisites),
        };
    }
}
