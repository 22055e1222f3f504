using System.Diagnostics;
using Akka.Actor;

namespace LocalBench;

/// <summary>From one thread to one actor: each message through mailbox and dispatcher.</summary>
internal static class Tells
{
    private const int Messages = 5_000_000;

    public static async Task<double> MessagesPerSecond()
    {
        using var system = ActorSystem.Create("tells", "akka { loggers = [], stdout-loglevel = OFF }");
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var counter = system.ActorOf(Props.Create(() => new Counter(Messages, done)));
        var message = new object();
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < Messages; i++) counter.Tell(message, ActorRefs.NoSender);
        await done.Task;
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await system.Terminate();
        return Messages / seconds;
    }

    private sealed class Counter(int expected, TaskCompletionSource done) : UntypedActor
    {
        private int seen;

        protected override void OnReceive(object message)
        {
            if (++seen == expected) done.SetResult();
        }
    }
}
