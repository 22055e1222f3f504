using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace Embedded.Akka.Tests.Actors;

// Akka.NET: "Lifecycle monitoring aka DeathWatch".
public sealed class DeathWatchTests : TestKit
{
    [Fact]
    public void Watched_Stopped_TerminatedComesOnce()
    {
        var subject = ActorOf(() => new Quiet());
        Watch(subject);
        Watch(subject);

        Sys.Stop(subject);

        var terminated = ExpectTerminated(subject);
        Assert.True(terminated.ExistenceConfirmed);
        Assert.False(terminated.AddressTerminated);
        ExpectNoMsg(TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public void Watched_AlreadyGone_TerminatedComes()
    {
        var subject = ActorOf(() => new Quiet());
        Watch(subject);
        Sys.Stop(subject);
        ExpectTerminated(subject);

        Watch(subject);

        ExpectTerminated(subject);
    }

    [Fact]
    public void Watched_ByMany_AllAreTold()
    {
        var subject = ActorOf(() => new Quiet());
        var probes = Enumerable.Range(0, 5).Select(_ => CreateTestProbe()).ToList();
        probes.ForEach(probe => probe.Watch(subject));

        Sys.Stop(subject);

        probes.ForEach(probe => probe.ExpectTerminated(subject));
    }

    [Fact]
    public void Unwatched_Stopped_NothingComes()
    {
        var subject = ActorOf(() => new Quiet());
        var other = CreateTestProbe();
        other.Watch(subject);
        Watch(subject);
        Unwatch(subject);

        Sys.Stop(subject);

        other.ExpectTerminated(subject);
        ExpectNoMsg(TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public void Unwatched_TerminatedInMailbox_IsNotDelivered()
    {
        var subject = ActorOf(() => new Quiet());
        var gate = new ManualResetEventSlim();
        var watcher = ActorOf(() => new Blocking(subject, TestActor, gate));
        watcher.Tell("block, then unwatch");
        ExpectMsg("blocked");
        Watch(subject);
        Sys.Stop(subject);
        ExpectTerminated(subject);

        gate.Set();
        watcher.Tell("ping");

        ExpectMsg("pong");
    }

    [Fact]
    public void WatchWith_Stopped_OwnMessageComes()
    {
        var subject = ActorOf(() => new Quiet());
        var watcher = ActorOf(() => new Watcher(TestActor));
        watcher.Tell(new WatchWith(subject, "it is gone"));
        ExpectMsg("watching");

        Sys.Stop(subject);

        ExpectMsg("it is gone");
    }

    [Fact]
    public void Watcher_Restarted_StillWatches()
    {
        var subject = ActorOf(() => new Quiet());
        var watcher = ActorOf(() => new Watcher(TestActor));
        watcher.Tell(new WatchWith(subject, "it is gone"));
        ExpectMsg("watching");

        EventFilter.Exception<FormatException>().ExpectOne(() => watcher.Tell(new FormatException()));
        Sys.Stop(subject);

        ExpectMsg("it is gone");
    }

    [Fact]
    public void WatchWith_OtherMessage_Throws()
    {
        var subject = ActorOf(() => new Quiet());
        var watcher = ActorOf(() => new Watcher(TestActor));
        watcher.Tell(new WatchWith(subject, "one"));
        ExpectMsg("watching");

        EventFilter.Exception<InvalidOperationException>().ExpectOne(
            () => watcher.Tell(new WatchWith(subject, "two")));
    }

    [Fact]
    public void Terminated_NotHandled_FailsWithDeathPact()
    {
        var subject = ActorOf(() => new Quiet());
        var watcher = Watch(ActorOf(() => new Watcher(TestActor)));
        watcher.Tell(new WatchWith(subject, null));
        ExpectMsg("watching");

        EventFilter.Exception<DeathPactException>().ExpectOne(() => Sys.Stop(subject));

        ExpectTerminated(watcher); // the default strategy stops it
    }

    [Fact]
    public void Terminated_FromStranger_IsNotDelivered()
    {
        var watcher = ActorOf(() => new Watcher(TestActor));

        watcher.Tell(new Terminated(TestActor, true, false));
        watcher.Tell(new WatchWith(ActorOf(() => new Quiet()), "x"));

        ExpectMsg("watching");
    }

    [Fact]
    public async Task NewIncarnation_SameName_IsNotTheWatchedOne()
    {
        var first = ActorOf(() => new Quiet(), "name");
        Watch(first);
        Sys.Stop(first);
        ExpectTerminated(first);
        AwaitAssert(() => ActorOf(() => new Quiet(), "name"));

        var second = await Sys.ActorSelection("/user/name").ResolveOne(TimeSpan.FromSeconds(3));

        Assert.Equal(first.Path, second.Path);
        Assert.NotEqual(first, second);
        Watch(first);
        ExpectTerminated(first); // the old one is gone, though there is a new one of its name
    }

    private sealed record WatchWith(IActorRef Subject, object? Message);

    private sealed class Quiet : ReceiveActor;

    private sealed class Watcher : ReceiveActor
    {
        public Watcher(IActorRef to)
        {
            Receive<WatchWith>(w =>
            {
                _ = w.Message is null ? Context.Watch(w.Subject) : Context.WatchWith(w.Subject, w.Message);
                to.Tell("watching");
            });
            Receive<string>(s => to.Tell(s));
            Receive<Exception>(e => throw e);
        }
    }

    private sealed class Blocking : ReceiveActor
    {
        public Blocking(IActorRef subject, IActorRef to, ManualResetEventSlim gate)
        {
            Context.Watch(subject);
            Receive<Terminated>(t => to.Tell(t));
            Receive<string>(s => s == "ping", _ => to.Tell("pong"));
            Receive<string>(_ =>
            {
                to.Tell("blocked");
                gate.Wait();
                Context.Unwatch(subject);
            });
        }
    }
}
