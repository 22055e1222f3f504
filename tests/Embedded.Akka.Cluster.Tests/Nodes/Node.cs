using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Cluster;
using Akka.Configuration;
using Akka.Remote;
using static Akka.Cluster.ClusterEvent;
using AkkaCluster = Akka.Cluster.Cluster;

namespace Embedded.Akka.Cluster.Tests.Nodes;

/// <summary>One node of a cluster on loopback, with all intervals short and a probe on all events.</summary>
internal sealed class Node
{
    private const string Quick = """
        akka {
          loglevel = OFF
          stdout-loglevel = OFF
          actor.provider = cluster
          coordinated-shutdown { run-by-clr-shutdown-hook = off, run-by-actor-system-terminate = off }
          remote.retry-gate-closed-for = 100 ms
          remote.dot-netty.tcp { hostname = 127.0.0.1, port = 0 }
          cluster {
            periodic-tasks-initial-delay = 0 s
            gossip-interval = 50 ms
            leader-actions-interval = 50 ms
            unreachable-nodes-reaper-interval = 50 ms
            seed-node-timeout = 1 s
            retry-unsuccessful-join-after = 1 s
            failure-detector {
              heartbeat-interval = 100 ms
              expected-response-after = 500 ms
              min-std-deviation = 50 ms
              acceptable-heartbeat-pause = 2 s
            }
          }
        }
        """;

    private Node(string hocon)
    {
        System = ActorSystem.Create("sys", ConfigurationFactory.ParseString(hocon).WithFallback(Quick));
        Cluster = AkkaCluster.Get(System);
        Events = new EventProbe(System);
        Cluster.Subscribe(Events.Ref, InitialStateAsEvents, typeof(IClusterDomainEvent));
    }

    public ActorSystem System { get; }

    public AkkaCluster Cluster { get; }

    public EventProbe Events { get; }

    public Address Address => Cluster.SelfAddress;

    public static Node Start(string hocon = "") => new(hocon);

    public static Node StartAt(int port, string hocon = "") =>
        new($"akka.remote.dot-netty.tcp.port = {port}\n{hocon}");

    public static string Seeds(params IEnumerable<Address> seeds) =>
        $"akka.cluster.seed-nodes = [{string.Join(", ", seeds.Select(s => $"\"{s}\""))}]\n";

    public static Address At(int port) => new("akka.tcp", "sys", "127.0.0.1", port);

    /// <summary>For nodes whose address must be known before they start.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Ends without a word to the others: the connections go first.</summary>
    public async Task Crash()
    {
        var provider = (RemoteActorRefProvider)((ExtendedActorSystem)System).Provider;
        await Task.Run(provider.Remoting.Shutdown);
        await System.Terminate();
    }

    public Task<MemberUp> SeesUp(Node other) => Events.Sees<MemberUp>(e => Is(e, other));

    public Task<UnreachableMember> SeesUnreachable(Node other) =>
        Events.Sees<UnreachableMember>(e => e.Member.UniqueAddress == other.Cluster.SelfUniqueAddress);

    public Task<MemberRemoved> SeesRemoved(Node other) => Events.Sees<MemberRemoved>(e => Is(e, other));

    public MemberStatus? StatusOf(Node other) => Cluster.State.Members
        .FirstOrDefault(m => m.UniqueAddress == other.Cluster.SelfUniqueAddress)?.Status;

    public static bool Is(IMemberEvent e, Node node) => e.Member.UniqueAddress == node.Cluster.SelfUniqueAddress;
}
