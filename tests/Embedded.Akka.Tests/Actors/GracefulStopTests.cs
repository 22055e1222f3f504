using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace Embedded.Akka.Tests.Actors;

// Akka.NET: "Graceful stop".
public sealed class GracefulStopTests : TestKit
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task GracefulStop_Done_GivesTrueAndLeavesNothingBehind()
    {
        var actor = ActorOf(() => new Ending(Task.CompletedTask));

        var stopped = await actor.GracefulStop(Long);

        Assert.True(stopped);
        Assert.True(await actor.GracefulStop(Long)); // already gone
    }

    [Fact]
    public async Task GracefulStop_OwnMessage_LetsTheActorEndItself()
    {
        var actor = ActorOf(() => new Ending(Task.CompletedTask));
        actor.Tell("before");

        Assert.True(await actor.GracefulStop(Long, ("end", TestActor)));

        await ExpectMsgAsync("ended after before");
    }

    [Fact]
    public async Task GracefulStop_ActorBusy_IsCancelled()
    {
        var gate = new TaskCompletionSource();
        var actor = ActorOf(() => new Ending(gate.Task));
        actor.Tell("wait");

        await Assert.ThrowsAsync<TaskCanceledException>(() => actor.GracefulStop(TimeSpan.FromMilliseconds(20)));

        gate.SetResult();
    }

    private sealed class Ending : ReceiveActor
    {
        private string _last = "";

        public Ending(Task gate)
        {
            ReceiveAsync<string>(async s =>
            {
                _last = s;
                await gate;
            });
            Receive<(string, IActorRef To)>(end =>
            {
                end.To.Tell($"ended after {_last}");
                Context.Stop(Self);
            });
        }
    }
}
