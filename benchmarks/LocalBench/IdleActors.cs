using Akka.Actor;

namespace LocalBench;

/// <summary>What actors that have started and wait keep on the heap.</summary>
internal static class IdleActors
{
    private const int Count = 10_000;

    public static async Task<double> Megabytes()
    {
        using var system = ActorSystem.Create("idle", "akka { loggers = [], stdout-loglevel = OFF }");
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var actors = new IActorRef[Count];
        for (var i = 0; i < Count; i++) actors[i] = system.ActorOf(Props.Create(() => new Waiting()));
        await Task.WhenAll(actors.Select(actor => actor.Ask<string>("there?", TimeSpan.FromMinutes(1))));
        var after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(actors);
        await system.Terminate();
        return (after - before) / 1e6;
    }

    private sealed class Waiting : ReceiveActor
    {
        public Waiting() => Receive<string>(_ => Sender.Tell("yes"));
    }
}
