using Akka.Actor;
using Akka.Event;

namespace Embedded.Akka.Remote.Tests;

public sealed class MessagingTests : IAsyncLifetime
{
    private const string Frames = "akka.remote.dot-netty.tcp.maximum-frame-size = 16 MiB";

    private readonly Node here = new("here", Frames);
    private readonly Node there = new("there", Frames);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await here.DisposeAsync();
        await there.DisposeAsync();
    }

    [Fact]
    public void Tell_ToAnActorElsewhere_ArrivesAndItsSenderCanBeAnswered()
    {
        there.Echo();
        var probe = new Probe(here.System);

        here.At(there, "echo").Tell("hello", probe.Ref);

        Assert.Equal("hello", probe.Expect<string>());
        Assert.Equal($"{there.Address}/user/echo", probe.LastSender.Path.ToString());
    }

    [Fact]
    public async Task Ask_AnActorElsewhere_IsAnswered()
    {
        there.Echo();

        var answer = await here.At(there, "echo").Ask<long>(42L, TimeSpan.FromSeconds(10));

        Assert.Equal(42L, answer);
    }

    [Fact]
    public async Task Ask_FailingElsewhere_ThrowsTheCause()
    {
        there.System.ActorOf(Props.Create(() => new Failing()), "failing");

        var e = await Assert.ThrowsAsync<InvalidOperationException>(
            () => here.At(there, "failing").Ask<string>("x", TimeSpan.FromSeconds(10)));

        Assert.Equal("not today", e.Message);
    }

    [Fact]
    public async Task Ask_NobodyAnswersInTime_ThrowsAskTimeout()
    {
        var silent = new Probe(there.System, "silent");

        await Assert.ThrowsAsync<AskTimeoutException>(
            () => here.At(there, "silent").Ask<string>("x", TimeSpan.FromMilliseconds(100)));

        Assert.Equal("x", silent.Expect<string>());
    }

    [Fact]
    public async Task Ask_Cancelled_EndsAtOnce()
    {
        using var cancelled = new CancellationTokenSource();
        var silent = new Probe(there.System, "silent");
        var answer = here.At(there, "silent").Ask<string>("x", cancelled.Token);
        silent.Expect<string>();

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
    }

    [Fact]
    public async Task Messages_FarBeyondTheSendBuffer_AllArriveInOrder()
    {
        await using var small = new Node(
            "small", $"{Node.Patient}\nakka.remote.dot-netty.tcp.write-buffer-high-water-mark = 100 KiB");
        var probe = new Probe(there.System, "probe");

        for (var i = 0; i < 200; i++) small.At(there, "probe").Tell(new byte[50_000 + i], ActorRefs.NoSender);

        for (var i = 0; i < 200; i++) Assert.Equal(50_000 + i, probe.Expect<byte[]>().Length);
    }

    [Fact]
    public void Forward_ByAnActorElsewhere_KeepsTheSender()
    {
        var probe = new Probe(here.System);
        var target = here.Echo("target");
        there.System.ActorOf(Props.Create(() => new Forwarder(here.SeenFrom(there, target))), "forwarder");

        here.At(there, "forwarder").Tell("on", probe.Ref);

        Assert.Equal("on", probe.Expect<string>());
        Assert.Equal(target, probe.LastSender);
    }

    [Fact]
    public void Reference_InsideAMessage_WorksWhereItArrives()
    {
        there.Echo();
        var probe = new Probe(here.System);

        here.At(there, "echo").Tell(probe.Ref, probe.Ref);

        Assert.Same(probe.Ref, probe.Expect<IActorRef>());
    }

    [Fact]
    public void Selection_WithAWildcard_ReachesAllThatMatch()
    {
        foreach (var name in new[] { "echo-1", "echo-2", "other" }) there.Echo(name);
        var probe = new Probe(here.System);

        here.System.ActorSelection($"{there.Address}/user/echo-*").Tell("all", probe.Ref);

        var senders = new[] { Sender(), Sender() };
        Assert.Equal(["echo-1", "echo-2"], senders.Order());

        string Sender()
        {
            probe.Expect<string>();
            return probe.LastSender.Path.Name;
        }
    }

    [Fact]
    public async Task Selection_Resolved_GivesTheReferenceWithItsUid()
    {
        var echo = there.Echo();

        var found = await here.System.ActorSelection($"{there.Address}/user/echo").ResolveOne(TimeSpan.FromSeconds(10));

        Assert.Equal(there.SeenFrom(here, echo), found);
        Assert.NotEqual(0, found.Path.Uid);
    }

    [Fact]
    public async Task Selection_OfNobody_IsNotFound() => await Assert.ThrowsAsync<ActorNotFoundException>(
        () => here.System.ActorSelection($"{there.Address}/user/nobody").ResolveOne(TimeSpan.FromSeconds(10)));

    [Fact]
    public void Stop_AnActorElsewhere_StopsIt()
    {
        var echo = there.Echo();
        var probe = new Probe(there.System);
        probe.Watch(echo);

        here.System.Stop(there.SeenFrom(here, echo));

        Assert.Equal(echo, probe.Expect<Terminated>().ActorRef);
    }

    [Fact]
    public void Message_ToAMissingActor_IsADeadLetterThere()
    {
        var letters = there.Events(typeof(DeadLetter));

        here.At(there, "nobody").Tell("lost", ActorRefs.NoSender);

        Assert.Equal("lost", letters.Expect<DeadLetter>().Message);
    }

    [Fact]
    public void Messages_OfOnePair_ArriveInOrder()
    {
        var probe = new Probe(there.System);
        var target = there.SeenFrom(here, probe.Ref);

        for (var i = 0; i < 10_000; i++) target.Tell(i, ActorRefs.NoSender);

        Assert.Equal(Enumerable.Range(0, 10_000), Enumerable.Range(0, 10_000).Select(_ => probe.Expect<int>()));
    }

    [Fact]
    public void Message_OfEightMegabytes_ArrivesWhole()
    {
        there.Echo();
        var probe = new Probe(here.System);
        var payload = new byte[8 * 1024 * 1024];
        new Random(1).NextBytes(payload);

        here.At(there, "echo").Tell(payload, probe.Ref);

        Assert.Equal(payload, probe.Expect<byte[]>());
    }

    [Fact]
    public void Message_OverTheFrameLimit_IsDroppedWithAnErrorAndTheNextArrives()
    {
        var probe = new Probe(there.System);
        var errors = here.Events(typeof(Error));
        var target = there.SeenFrom(here, probe.Ref);

        target.Tell(new byte[17 * 1024 * 1024], ActorRefs.NoSender);
        target.Tell("next", ActorRefs.NoSender);

        Assert.Equal("next", probe.Expect<string>());
        Assert.Contains("maximum-frame-size = 16777216", Text(errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Message_WithoutASerializer_IsDroppedWithAnErrorAndTheSenderGoesOn()
    {
        var errors = here.Events(typeof(Error));
        there.Echo();

        here.At(there, "echo").Tell(new Uri("http://unbound"), ActorRefs.NoSender);

        Assert.Contains("No serializer for System.Uri", Text(errors), StringComparison.Ordinal);
    }

    private static string Text(Probe log) => log.Expect<LogEvent>().Message.ToString()!;

    private sealed class Failing : UntypedActor
    {
        protected override void OnReceive(object message) =>
            Sender.Tell(new Status.Failure(new InvalidOperationException("not today")), Self);
    }

    private sealed class Forwarder(IActorRef to) : UntypedActor
    {
        protected override void OnReceive(object message) => to.Forward(message);
    }
}
