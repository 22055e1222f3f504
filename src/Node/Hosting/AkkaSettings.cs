using Akka.Configuration;
using SplitLearning.Actors.Server;
using SplitLearning.Node.Configuration;
using SplitLearning.Node.Logging;

namespace SplitLearning.Node.Hosting;

/// <summary>Makes the configuration of the actor system out of the product's settings.</summary>
internal static class AkkaSettings
{
    /// <summary>What the product decides, over the file's words, over the defaults of program and actors.</summary>
    /// <param name="journal">File of the events that actors keep.</param>
    /// <param name="logFile">Where this process logs to.</param>
    /// <param name="warnOnStdout">Whether warnings are also shown to whoever looks at the terminal.</param>
    public static Config Create(
        NodeRole role, NodeConfiguration configuration, ListenAddress listen, string journal, string logFile,
        bool warnOnStdout) =>
        Decided(role, configuration, listen, journal)
            .WithFallback(NodeLogger.Settings(logFile, warnOnStdout))
            .WithFallback(configuration.File)
            .WithFallback(ConfigurationFactory.ParseString(Resources.Text("akka.conf")))
            .WithFallback(ConfigurationFactory.FromResource<ServerActor>("reference.conf"));

    /// <summary>
    /// For a system that only asks a node of this machine: it is nobody's member and nobody's server.
    /// </summary>
    public static Config CreateForAsking(NodeConfiguration configuration) =>
        ConfigurationFactory.ParseString("akka { actor.provider = remote, loggers = [], loglevel = OFF }")
            .WithFallback(Remote(configuration.Settings, new ListenAddress("127.0.0.1", 0, "127.0.0.1")))
            .WithFallback(configuration.File)
            .WithFallback(ConfigurationFactory.ParseString(Resources.Text("akka.conf")))
            .WithFallback(ConfigurationFactory.FromResource<ServerActor>("reference.conf"));

    /// <summary>A node's address, as actors write it.</summary>
    /// <param name="hostAndPort">HOST:PORT.</param>
    public static string AddressOf(string hostAndPort, NodeConfiguration configuration)
    {
        // Akka.NET calls the protocol otherwise where it is encrypted.
        var isEncrypted = configuration.File.GetBoolean("akka.remote.dot-netty.tcp.enable-ssl");
        return $"{(isEncrypted ? "akka.ssl.tcp" : "akka.tcp")}://{NodeHost.SystemName}@{hostAndPort}";
    }

    private static string SeedOf(NodeRole role, NodeConfiguration configuration) => role == NodeRole.Agent
        ? Quote(AddressOf(configuration.Settings.Get(SettingKeys.AgentServer), configuration))
        : "";

    private static Config Decided(
        NodeRole role, NodeConfiguration configuration, ListenAddress listen, string journal) =>
        ConfigurationFactory.ParseString($$"""
            akka {
              persistence.journal.sqlite.connection-string = {{Quote($"Data Source={Quote(journal)}")}}
              cluster.roles = [{{role.ToString().ToLowerInvariant()}}]
              cluster.seed-nodes = [{{SeedOf(role, configuration)}}]
            }
            """).WithFallback(Remote(configuration.Settings, listen));

    private static Config Remote(Settings settings, ListenAddress listen) => ConfigurationFactory.ParseString($$"""
        akka.remote {
          dot-netty.tcp {
            hostname = {{Quote(listen.Host)}}
            public-hostname = {{Quote(listen.PublicHost)}}
            port = {{listen.Port}}
          }
          require-cookie = {{(Secret(settings).Length > 0 ? "on" : "off")}}
          secure-cookie = {{Quote(Secret(settings))}}
        }
        """);

    private static string Secret(Settings settings) => settings.Get(SettingKeys.Secret);

    /// <summary>A HOCON string whatever the text holds.</summary>
    internal static string Quote(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
