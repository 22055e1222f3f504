using System.Diagnostics;
using Akka.Actor;

namespace RemoteBench;

/// <summary>Messages to an actor of the other process, so many in flight; each reply starts the next.</summary>
/// <param name="Weight">What one round trip counts in the figure: 1, or GB of payload.</param>
/// <param name="Target">The figure to reach.</param>
/// <param name="AkkaNet">What Akka.NET 1.5.30 was measured to do, another time on such a machine.</param>
internal sealed record Scenario(
    string Name, string Unit, string To, int Size, int InFlight, int Trips, double Weight, double Target,
    double AkkaNet)
{
    private const int Payload = 2_000_000;

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("tell and reply, 100 bytes, 1 in flight", "round trips/s", "echo", 100, 1, 30_000, 1, 20_000, 6_200),
        new("tell and reply, 100 bytes, 100 in flight", "round trips/s", "echo", 100, 100, 300_000, 1, 0, 66_000),
        new("tell and reply, 100 bytes, 1000 in flight", "round trips/s", "echo", 100, 1000, 600_000, 1, 500_000, 1e5),
        new("2 MB and a short reply, 1 in flight", "GB/s", "bulk", Payload, 1, 1_000, Payload / 1e9, 1.0, 0.158),
        new("2 MB and a short reply, 16 in flight", "GB/s", "bulk", Payload, 16, 2_000, Payload / 1e9, 1.5, 0.3),
    ];

    public async Task<double> RunAsync(Peer peer)
    {
        var target = await peer.FindAsync(To);
        var done = new TaskCompletionSource();
        var started = Stopwatch.GetTimestamp();
        peer.System.ActorOf(Props.Create(() => new Driver(target, new byte[Size], InFlight, Trips, done)));
        await done.Task;
        return Trips * Weight / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private sealed class Driver(IActorRef target, byte[] message, int inFlight, int trips, TaskCompletionSource done)
        : UntypedActor
    {
        private int toSend = trips;
        private int toCome = trips;

        protected override void PreStart()
        {
            for (var i = 0; i < inFlight; i++) Send();
        }

        protected override void OnReceive(object reply)
        {
            Send();
            if (--toCome > 0) return;
            done.SetResult();
            Context.Stop(Self);
        }

        private void Send()
        {
            if (toSend-- > 0) target.Tell(message, Self);
        }
    }
}
