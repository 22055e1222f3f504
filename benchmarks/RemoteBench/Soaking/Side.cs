using Akka.Actor;
using Akka.Configuration;

namespace RemoteBench.Soaking;

/// <summary>One of the two processes. Both do the same: send on all lanes, and receive on all lanes.</summary>
internal sealed class Side(string name, int port, int publicPort) : IAsyncDisposable
{
    private const int SmallSize = 100;
    private const int BulkSize = 2_000_000;

    private readonly ActorSystem system = ActorSystem.Create(name, ConfigurationFactory.ParseString(
        $"akka.remote.dot-netty.tcp {{ port = {port}, public-port = {publicPort} }}").WithFallback(Peer.Config));

    private readonly MemoryLog memory = new();
    private readonly List<IActorRef> flows = [];
    private IReadOnlyList<IActorRef> sinks = [];

    public string Address => ((ExtendedActorSystem)system).Provider.DefaultAddress.ToString();

    public void Listen() => sinks = [.. ((string[])["small", "bulk"]).Select(
        sink => system.ActorOf(Props.Create(() => new Sink($"{sink} messages received")), sink))];

    public async Task SendAsync(string other)
    {
        var (small, bulk) = (await FindAsync(other, "small"), await FindAsync(other, "bulk"));
        flows.Add(system.ActorOf(Props.Create(() => new Telling("small replies", small, SmallSize, 1000))));
        flows.Add(system.ActorOf(Props.Create(() => new Telling("bulk replies", bulk, BulkSize, 4))));
        flows.Add(system.ActorOf(Props.Create(() => new Watching("deaths", other, small, 100))));
    }

    public async Task<IReadOnlyList<Figures>> DrainAsync() =>
        await Task.WhenAll(flows.Select(flow => flow.Ask<Figures>(new Flow.Drain(), TimeSpan.FromMinutes(1))));

    /// <summary>When both sides have drained.</summary>
    public async Task<SideReport> ReportAsync(IReadOnlyList<Figures> sent)
    {
        var received = await Task.WhenAll(
            sinks.Select(sink => sink.Ask<Figures>(new Sink.Ask(), TimeSpan.FromMinutes(1))));
        return new SideReport(name, [.. sent, .. received], memory.Summarize());
    }

    public async ValueTask DisposeAsync()
    {
        await memory.DisposeAsync();
        await system.Terminate();
    }

    private Task<IActorRef> FindAsync(string other, string sink) =>
        system.ActorSelection($"{other}/user/{sink}").ResolveOne(TimeSpan.FromSeconds(10));
}

/// <param name="Memory">In MB, and MB/min.</param>
internal sealed record SideReport(string Name, IReadOnlyList<Figures> Figures, Memory Memory);
