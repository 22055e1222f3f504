using Akka.Configuration;
using Akka.Event;
using Akka.Util;

namespace Akka.Actor;

/// <summary>The engine's settings, from the user's configuration over those of the assemblies in use.</summary>
public class Settings
{
    private readonly Config _user;

    /// <exception cref="ConfigurationException">A value is missing or wrong.</exception>
    public Settings(ActorSystem system, Config config)
    {
        System = system;
        _user = config;
        var reference = ConfigurationFactory.Default();
        ProviderType = LoadProvider(config.WithFallback(reference).GetString("akka.actor.provider"));
        Config = ReferencesOf(ProviderType).Append(reference)
            .Aggregate(config, (over, under) => over.WithFallback(under));
        if (Config.GetConfig("akka.actor.deployment") is { IsEmpty: false })
            throw new ConfigurationException(
                "akka.actor.deployment is set; give routers, dispatchers and mailboxes in Props, or use Stack=NuGet");
        LogLevel = Config.GetString("akka.loglevel");
        StdoutLogLevel = Config.GetString("akka.stdout-loglevel");
        Loggers = Config.GetStringList("akka.loggers");
        LoggerStartTimeout = Config.GetTimeSpan("akka.logger-startup-timeout");
        AskTimeout = Config.GetTimeSpan("akka.actor.ask-timeout");
        SchedulerClass = Config.GetString("akka.scheduler.implementation");
        GuardianStrategy = TypeLoader.Create<SupervisorStrategyConfigurator>(
            "akka.actor.guardian-supervisor-strategy",
            Config.GetString("akka.actor.guardian-supervisor-strategy")).Create();
        LogDeadLetters = Config.GetString("akka.log-dead-letters") switch
        {
            "on" or "true" or "yes" => int.MaxValue,
            "off" or "false" or "no" => 0,
            _ => Config.GetInt("akka.log-dead-letters"),
        };
        LogDeadLettersDuringShutdown = Config.GetBoolean("akka.log-dead-letters-during-shutdown");
        DebugUnhandledMessage = Config.GetBoolean("akka.actor.debug.unhandled");
        _ = Logging.LogLevelFor(LogLevel, "akka.loglevel");
    }

    public Config Config { get; private set; }

    public ActorSystem System { get; }

    public Type ProviderType { get; }

    public string ProviderClass => ProviderType.AssemblyQualifiedName!;

    public string LogLevel { get; }

    public string StdoutLogLevel { get; }

    public IList<string> Loggers { get; }

    public TimeSpan LoggerStartTimeout { get; }

    /// <summary>For an Ask without a timeout; infinite unless configured.</summary>
    public TimeSpan AskTimeout { get; }

    public string SchedulerClass { get; }

    /// <summary>How many dead letters are logged.</summary>
    public int LogDeadLetters { get; }

    public bool LogDeadLettersDuringShutdown { get; }

    public bool DebugUnhandledMessage { get; }

    internal SupervisorStrategy GuardianStrategy { get; }

    /// <summary>Adds defaults, as an extension does with its own reference.conf.</summary>
    public void InjectTopLevelFallback(Config config) => Config = Config.WithFallback(config);

    public override string ToString() => _user.ToString();

    private static Type LoadProvider(string name)
    {
        const string Key = "akka.actor.provider";
        return name switch
        {
            "local" => typeof(LocalActorRefProvider),
            "remote" => TypeLoader.Load<IActorRefProvider>(Key, "Akka.Remote.RemoteActorRefProvider, Akka.Remote"),
            "cluster" => TypeLoader.Load<IActorRefProvider>(Key, "Akka.Cluster.ClusterActorRefProvider, Akka.Cluster"),
            _ => TypeLoader.Load<IActorRefProvider>(Key, name),
        };
    }

    /// <summary>The reference.conf of the provider's assembly and of those of the types it derives from.</summary>
    private static IEnumerable<Config> ReferencesOf(Type provider)
    {
        for (var type = provider; type is not null && type != typeof(object); type = type.BaseType)
            if (type.Assembly != typeof(Settings).Assembly)
                yield return ConfigurationFactory.Reference(type.Assembly);
    }
}
