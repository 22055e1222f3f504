using System.Diagnostics;
using Akka.Actor;
using Akka.Cluster;

namespace LocalBench;

/// <summary>Two nodes that are up and have nothing to do but to keep in touch; what one of them costs.</summary>
internal static class NodeAtRest
{
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(10);

    private const string Settings = """
        akka {
          loggers = [], stdout-loglevel = OFF
          actor.provider = cluster
          remote.dot-netty.tcp { hostname = 127.0.0.1, port = 0 }
        }
        """;

    public static async Task<double> PercentOfACore()
    {
        using var first = ActorSystem.Create("rest", Settings);
        using var second = ActorSystem.Create("rest", Settings);
        var (seed, other) = (Cluster.Get(first), Cluster.Get(second));
        await seed.JoinAsync(seed.SelfAddress);
        await other.JoinAsync(seed.SelfAddress);
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        await Task.Delay(Watched);
        process.Refresh();
        var spent = process.TotalProcessorTime - before;
        await Task.WhenAll(first.Terminate(), second.Terminate());
        return 100 * (spent / Watched) / 2;
    }
}
