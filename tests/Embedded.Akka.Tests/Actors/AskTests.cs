using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace Embedded.Akka.Tests.Actors;

// Akka.NET: "Ask: send and receive future" and "PipeTo".
public sealed class AskTests : TestKit
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(10);

    [Fact]
    public async Task Ask_Answered_GivesAnswer()
    {
        var actor = ActorOf(() => new Answering());

        Assert.Equal("x", await actor.Ask<string>("x"));
        Assert.Equal(5, await actor.Ask(5, TimeSpan.FromSeconds(3)));
        Assert.Equal("s", await actor.Ask<string>(sender => sender is null ? 0 : "s"));
    }

    [Fact]
    public async Task Ask_NoAnswer_TimesOut()
    {
        var error = await Assert.ThrowsAsync<AskTimeoutException>(() => TestActor.Ask<string>("x", Short));

        Assert.Equal("No answer within 00:00:00.0100000", error.Message);
    }

    [Fact]
    public async Task Ask_Cancelled_IsCancelled()
    {
        using var source = new CancellationTokenSource();
        var asked = TestActor.Ask<string>("x", source.Token);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => TestActor.Ask<string>("y", source.Token));
    }

    [Fact]
    public async Task Ask_Failure_ThrowsItsCause()
    {
        var actor = ActorOf(() => new Answering());

        var error = await Assert.ThrowsAsync<FormatException>(() => actor.Ask<string>(new FormatException("wrong")));

        Assert.Equal("wrong", error.Message);
    }

    [Fact]
    public async Task Ask_OtherType_ThrowsArgumentException() =>
        await Assert.ThrowsAsync<ArgumentException>(() => ActorOf(() => new Answering()).Ask<int>("text"));

    [Fact]
    public async Task Ask_AnsweredLate_AnswerIsADeadLetter()
    {
        await Assert.ThrowsAsync<AskTimeoutException>(() => TestActor.Ask<string>("x", Short));
        await ExpectMsgAsync("x");

        await EventFilter.DeadLetter<string>(s => s == "late").ExpectOneAsync(() => LastSender.Tell("late"));
    }

    [Fact]
    public async Task Ask_AnsweredTwice_FirstCounts()
    {
        var asked = TestActor.Ask<string>("x");
        await ExpectMsgAsync("x");

        LastSender.Tell("first");
        LastSender.Tell("second");

        Assert.Equal("first", await asked);
    }

    [Fact]
    public async Task Ask_SendersPath_ResolvesUntilAnswered()
    {
        var asked = TestActor.Ask<string>("x");
        await ExpectMsgAsync("x");
        var provider = ((ExtendedActorSystem)Sys).Provider;
        var path = LastSender.Path.ToSerializationFormat();
        Assert.StartsWith("akka://test/temp/$", path, StringComparison.Ordinal);

        provider.ResolveActorRef(path).Tell("by path");

        Assert.Equal("by path", await asked);
        Assert.IsType<EmptyLocalActorRef>(provider.ResolveActorRef(path));
    }

    [Fact]
    public async Task Ask_DefaultTimeout_ComesFromConfiguration()
    {
        using var system = ActorSystem.Create("short", "akka.actor.ask-timeout = 10ms");
        var silent = system.ActorOf(Props.Create(() => new Silent()));

        await Assert.ThrowsAsync<AskTimeoutException>(() => silent.Ask<string>("x"));
    }

    [Fact]
    public async Task Ask_Nobody_Throws() =>
        await Assert.ThrowsAsync<ArgumentException>(() => ActorRefs.Nobody.Ask<string>("x"));

    [Fact]
    public async Task Ask_InAsyncHandler_ComesBackToActor()
    {
        var answering = ActorOf(() => new Answering());
        var asking = ActorOf(() => new Asking(answering));

        Assert.Equal("asked x", await asking.Ask<string>("x"));
    }

    [Fact]
    public void PipeTo_Result_IsSent()
    {
        Task.FromResult("x").PipeTo(TestActor);
        Task.FromResult(1).PipeTo(TestActor, success: i => i + 1);
        Task.CompletedTask.PipeTo(TestActor, success: () => "done");

        ExpectMsg("x");
        ExpectMsg(2);
        ExpectMsg("done");
    }

    [Fact]
    public void PipeTo_Failure_IsSentAsStatus()
    {
        var failed = Task.FromException<string>(new FormatException("wrong"));

        failed.PipeTo(TestActor, TestActor);
        failed.PipeTo(TestActor, TestActor, failure: e => e.Message);

        Assert.Equal("wrong", ExpectMsgFrom<Status.Failure>(TestActor).Cause.Message);
        ExpectMsgFrom(TestActor, "wrong");
    }

    [Fact]
    public async Task Ask_TimedOut_LeavesNothingRegistered()
    {
        var temporary = (VirtualPathContainer)((ExtendedActorSystem)Sys).Provider.TempContainer;
        var asked = TestActor.Ask<string>("x", Short);
        await ExpectMsgAsync("x");
        _ = LastSender.Path;

        await Assert.ThrowsAsync<AskTimeoutException>(() => asked);

        await AwaitConditionAsync(() => !temporary.HasChildren);
    }

    private sealed class Answering : ReceiveActor
    {
        public Answering()
        {
            Receive<Exception>(e => Sender.Tell(new Status.Failure(e)));
            ReceiveAny(m => Sender.Tell(m));
        }
    }

    private sealed class Silent : ReceiveActor;

    private sealed class Asking : ReceiveActor
    {
        public Asking(IActorRef other) => ReceiveAsync<string>(async s =>
        {
            var answer = await other.Ask<string>(s);
            Sender.Tell($"asked {answer}");
        });
    }
}
