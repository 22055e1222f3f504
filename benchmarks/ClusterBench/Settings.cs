using Akka.Configuration;

namespace ClusterBench;

/// <summary>The configuration of a node.</summary>
internal static class Settings
{
    /// <summary>As the product has it.</summary>
    public const string Product = "product";

    /// <summary>Akka's defaults.</summary>
    public const string Akka = "akka";

    public const string SystemName = "bench";

    /// <param name="settings">Product or Akka: what is under test.</param>
    /// <param name="listen">HOST:PORT; port 0: a free one.</param>
    /// <param name="server">HOST:PORT of who is joined, and whose side lives on when the cluster is split.</param>
    /// <param name="stableAfter">Seconds, of the split brain resolver.</param>
    /// <exception cref="ArgumentException">There are no such settings.</exception>
    public static Config Of(string settings, string listen, string server, int stableAfter) =>
        ConfigurationFactory.ParseString($$"""
            akka {
              actor.provider = cluster
              loggers = ["Akka.Event.DefaultLogger, Akka"]
              loglevel = WARNING
              stdout-loglevel = OFF
              log-dead-letters = off
              remote {
                large-message-destinations = ["/user/sink"]
                dot-netty.tcp {
                  hostname = "{{listen.Split(':')[0]}}"
                  port = {{listen.Split(':')[1]}}
                  maximum-frame-size = 4 MiB
                }
              }
              cluster {
                seed-nodes = ["{{AddressOf(server)}}"]
                downing-provider-class = "Akka.Cluster.SplitBrainResolver, Akka.Cluster"
                split-brain-resolver {
                  active-strategy = keep-referee
                  keep-referee.address = "{{AddressOf(server)}}"
                  stable-after = {{stableAfter}} s
                }
              }
            }
            """).WithFallback(settings switch
        {
            Product => ConfigurationFactory.FromResource("akka.conf", typeof(Settings).Assembly),
            Akka => Config.Empty,
            _ => throw new ArgumentException($"Settings are '{settings}'; they must be {Product} or {Akka}"),
        });

    private static string AddressOf(string server) => $"akka.tcp://{SystemName}@{server}";
}
