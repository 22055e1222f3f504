using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace Embedded.Akka.Tests.Actors;

// Akka.NET: "ReceiveAsync": the mailbox is suspended, awaits come back to the actor.
public sealed class ReceiveAsyncTests : TestKit
{
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Handler_Awaiting_HoldsBackOtherMessages()
    {
        var actor = ActorOf(() => new Waiting(_gate.Task));

        actor.Tell("wait");
        actor.Tell("next");
        await ExpectMsgAsync("begun");
        await ExpectNoMsgAsync(TimeSpan.FromMilliseconds(20));
        _gate.SetResult();

        await ExpectMsgAsync("done wait");
        await ExpectMsgAsync("got next");
    }

    [Fact]
    public async Task Handler_AfterAwait_HasContextSelfAndSender()
    {
        var actor = ActorOf(() => new Waiting(_gate.Task), "waiting");
        var probe = CreateTestProbe();

        actor.Tell("who", probe.Ref);
        _gate.SetResult();

        await probe.ExpectMsgFromAsync(actor, "waiting, waiting");
    }

    [Fact]
    public async Task Handler_ThrowsAfterAwait_FailsTheActor()
    {
        var actor = ActorOf(() => new Waiting(_gate.Task));
        actor.Tell("fail");
        actor.Tell("next");

        await EventFilter.Exception<InvalidOperationException>("after await").ExpectOneAsync(() =>
        {
            _gate.SetResult();
            return Task.CompletedTask;
        });

        await ExpectMsgAsync("restarted at fail");
        await ExpectMsgAsync("got next");
    }

    [Fact]
    public async Task Handler_CancelledTask_FailsTheActor()
    {
        var actor = ActorOf(() => new Waiting(Task.FromCanceled(new CancellationToken(true))));

        await EventFilter.Exception<TaskCanceledException>().ExpectOneAsync(() => actor.Tell("wait"));

        await ExpectMsgAsync("begun");
        await ExpectMsgAsync("restarted at wait");
    }

    [Fact]
    public async Task Handler_ManyAwaits_KeepsOrderOfMessages()
    {
        var actor = ActorOf(() => new Yielding());

        for (var i = 0; i < 200; i++)
            actor.Tell(i);

        for (var i = 0; i < 200; i++)
            await ExpectMsgAsync(i);
    }

    [Fact]
    public async Task Stop_WhileAwaiting_StillRunsTheRest()
    {
        var actor = ActorOf(() => new Waiting(_gate.Task));
        Watch(actor);
        actor.Tell("finally");
        await ExpectMsgAsync("begun");

        Sys.Stop(actor);
        await ExpectTerminatedAsync(actor);
        _gate.SetResult();

        await ExpectMsgAsync("cleaned up");
    }

    [Fact]
    public async Task ReceiveAnyAsync_WithPredicate_Handles()
    {
        var actor = ActorOf(() => new AnyAsync());

        actor.Tell(1);
        actor.Tell("x");

        await ExpectMsgAsync("int 1");
        await ExpectMsgAsync("any x");
    }

    [Fact]
    public async Task RunTask_InUntypedActor_HoldsBackOtherMessages()
    {
        var actor = ActorOf(() => new Running(_gate.Task));

        actor.Tell("a");
        actor.Tell("b");
        _gate.SetResult();

        await ExpectMsgAsync("a begins");
        await ExpectMsgAsync("a ends");
        await ExpectMsgAsync("b begins");
        await ExpectMsgAsync("b ends");
    }

    private sealed class Waiting : ReceiveActor
    {
        private IActorRef _asker = ActorRefs.Nobody;

        public Waiting(Task gate)
        {
            ReceiveAsync<string>(s => s == "who", async _ =>
            {
                await gate;
                Sender.Tell($"{Context.Self.Path.Name}, {Self.Path.Name}");
            });
            ReceiveAsync<string>(s => s == "finally", async _ =>
            {
                var sender = Sender;
                sender.Tell("begun");
                try
                {
                    await gate;
                }
                finally
                {
                    sender.Tell("cleaned up");
                }
            });
            ReceiveAsync<string>(s => s is "wait" or "fail", async s =>
            {
                _asker = Sender;
                if (s == "wait")
                    _asker.Tell("begun");
                await gate;
                if (s == "fail")
                    throw new InvalidOperationException("after await");
                Sender.Tell($"done {s}");
            });
            Receive<string>(s => Sender.Tell($"got {s}"));
        }

        protected override void PreRestart(Exception reason, object message)
        {
            _asker.Tell($"restarted at {message}");
            base.PreRestart(reason, message);
        }
    }

    private sealed class Yielding : ReceiveActor
    {
        public Yielding() => ReceiveAsync<int>(async i =>
        {
            await Task.Yield();
            await Task.Run(() => { });
            Sender.Tell(i);
        });
    }

    private sealed class AnyAsync : ReceiveActor
    {
        public AnyAsync()
        {
            ReceiveAsync<int>(
                async i =>
                {
                    await Task.Yield();
                    Sender.Tell($"int {i}");
                },
                i => i > 0);
            ReceiveAnyAsync(async m =>
            {
                await Task.Yield();
                Sender.Tell($"any {m}");
            });
        }
    }

    private sealed class Running(Task gate) : UntypedActor
    {
        protected override void OnReceive(object message) => RunTask(async () =>
        {
            Sender.Tell($"{message} begins");
            await gate;
            Sender.Tell($"{message} ends");
        });
    }
}
