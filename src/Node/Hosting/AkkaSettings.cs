using Akka.Configuration;
using SplitLearning.Actors.Server;
using SplitLearning.Node.Configuration;
using SplitLearning.Node.Logging;

namespace SplitLearning.Node.Hosting;

/// <summary>Makes the configuration of the actor system out of the product's settings.</summary>
internal static class AkkaSettings
{
    /// <summary>What the product decides, over the file's words, over the defaults of program and actors.</summary>
    /// <param name="logFile">Where this process logs to.</param>
    /// <param name="warnOnStdout">Whether warnings are also shown to whoever looks at the terminal.</param>
    public static Config Create(
        NodeRole role, NodeConfiguration configuration, ListenAddress listen, string logFile, bool warnOnStdout) =>
        Decided(role, configuration, listen)
            .WithFallback(NodeLogger.Settings(logFile, warnOnStdout))
            .WithFallback(configuration.File)
            .WithFallback(ConfigurationFactory.ParseString(Resources.Text("akka.conf")))
            .WithFallback(ConfigurationFactory.FromResource<ServerActor>("reference.conf"));

    private static Config Decided(NodeRole role, NodeConfiguration configuration, ListenAddress listen) =>
        ConfigurationFactory.ParseString($$"""
            akka {
              cluster.roles = [{{role.ToString().ToLowerInvariant()}}]
              cluster.seed-nodes = [{{(role == NodeRole.Agent ? SeedNode(configuration) : "")}}]
              remote {
                dot-netty.tcp {
                  hostname = {{Quote(listen.Host)}}
                  public-hostname = {{Quote(listen.PublicHost)}}
                  port = {{listen.Port}}
                }
                require-cookie = {{(Secret(configuration.Settings).Length > 0 ? "on" : "off")}}
                secure-cookie = {{Quote(Secret(configuration.Settings))}}
              }
            }
            """);

    // Akka.NET calls the protocol otherwise where it is encrypted.
    private static string SeedNode(NodeConfiguration configuration)
    {
        var isEncrypted = configuration.File.GetBoolean("akka.remote.dot-netty.tcp.enable-ssl");
        var protocol = isEncrypted ? "akka.ssl.tcp" : "akka.tcp";
        return Quote($"{protocol}://{NodeHost.SystemName}@{configuration.Settings.Get(SettingKeys.AgentServer)}");
    }

    private static string Secret(Settings settings) => settings.Get(SettingKeys.Secret);

    /// <summary>A HOCON string whatever the text holds.</summary>
    internal static string Quote(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
