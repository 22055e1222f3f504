using Akka.Actor;
using Akka.Cluster;
using Akka.Configuration;

namespace ClusterBench;

/// <summary>One node of the cluster, in a process of its own. Says on stdout what it sees, does what it reads on stdin,
/// and ends with it: no node outlives who started it.</summary>
internal static class Node
{
    public const string Send = "send";
    public const string Received = "received";
    public const string Stopped = "stopped";

    public static async Task RunAsync(Config config)
    {
        var system = ActorSystem.Create(Settings.SystemName, config);
        var cluster = Cluster.Get(system);
        var sink = new Sink();
        system.ActorOf(Props.Create(() => new SinkActor(sink)), "sink");
        Console.WriteLine($"self {Name(cluster.SelfUniqueAddress)}");
        system.ActorOf(Props.Create(() => new Reporter()), "reporter");
        var server = cluster.Settings.SeedNodes[0];
        _ = Task.Run(() => Obey(system, server, sink)); // Console.In blocks, also when asked asynchronously
        await system.WhenTerminated; // downed, so it shut itself down
        Console.WriteLine($"{Stopped} {Name(cluster.SelfUniqueAddress)}");
    }

    private static void Obey(ActorSystem system, Address server, Sink sink)
    {
        while (Console.In.ReadLine() is { } order)
        {
            if (order == Send)
                system.ActorOf(Props.Create(() => new Sender(new RootActorPath(server) / "user" / "sink")));
            else if (order == Received)
                Console.WriteLine($"{Received} {sink.Bytes}");
        }
        Environment.Exit(0);
    }

    /// <summary>HOST:PORT#UID, as all lines name a node.</summary>
    private static string Name(UniqueAddress node) => $"{node.Address.Host}:{node.Address.Port}#{node.Uid}";

    private sealed class Reporter : ReceiveActor
    {
        public Reporter()
        {
            Receive<ClusterEvent.MemberUp>(e => Say(View.Up, e.Member));
            Receive<ClusterEvent.MemberRemoved>(e => Say(View.Removed, e.Member));
            Receive<ClusterEvent.UnreachableMember>(e => Say(View.Unreachable, e.Member));
            Receive<ClusterEvent.ReachableMember>(e => Say(View.Reachable, e.Member));
        }

        protected override void PreStart() => Cluster.Get(Context.System).Subscribe(
            Self, ClusterEvent.SubscriptionInitialStateMode.InitialStateAsEvents,
            typeof(ClusterEvent.MemberUp), typeof(ClusterEvent.MemberRemoved), typeof(ClusterEvent.IReachabilityEvent));

        private static void Say(string what, Member member) =>
            Console.WriteLine($"{what} {Name(member.UniqueAddress)}");
    }
}
