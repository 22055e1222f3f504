using Akka.Actor;
using Akka.Remote;

namespace Embedded.Akka.Remote.Tests;

/// <summary>Nothing here waits for a silence: were the machine to stall, nobody would be taken for dead.</summary>
public sealed class WatchTests : IAsyncLifetime
{
    private readonly Node here = new("here", Node.Patient);
    private readonly Node there = new("there", Node.Patient);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await here.DisposeAsync();
        await there.DisposeAsync();
    }

    [Fact]
    public async Task Watched_Stops_TerminatedComesAtOnce()
    {
        var echo = there.Echo();
        var probe = new Probe(here.System);
        probe.Watch(there.SeenFrom(here, echo));
        await here.SettleAsync(there);

        there.System.Stop(echo);

        var terminated = probe.Expect<Terminated>();
        Assert.Equal(there.SeenFrom(here, echo), terminated.ActorRef);
        Assert.True(terminated.ExistenceConfirmed);
        Assert.False(terminated.AddressTerminated);
    }

    [Fact]
    public void Watched_ByAPathWithoutUid_TerminatedComesForThatPath()
    {
        var echo = there.Echo();
        var probe = new Probe(here.System);
        probe.Watch(here.At(there, "echo"));

        there.System.Stop(echo);

        Assert.Equal(here.At(there, "echo"), probe.Expect<Terminated>().ActorRef);
    }

    [Fact]
    public async Task WatchedWithAMessage_Stops_ThatMessageComes()
    {
        var echo = there.Echo();
        var watcher = new Probe(here.System);
        here.System.ActorOf(Props.Create(() => new WatchesWith(there.SeenFrom(here, echo), watcher.Ref)));
        watcher.Expect<string>();
        await here.SettleAsync(there);

        there.System.Stop(echo);

        Assert.Equal("it is gone", watcher.Expect<string>());
    }

    [Fact]
    public void Watched_DoesNotExist_TerminatedSaysSo()
    {
        var probe = new Probe(here.System);

        probe.Watch(here.At(there, "nobody"));

        Assert.False(probe.Expect<Terminated>().ExistenceConfirmed);
    }

    [Fact]
    public void Watch_TakenBack_NoTerminatedComes()
    {
        var (first, second) = (there.Echo("first"), there.Echo("second"));
        var probe = new Probe(here.System);
        probe.Watch(there.SeenFrom(here, first));
        probe.Watch(there.SeenFrom(here, second));

        probe.Unwatch(there.SeenFrom(here, first));
        there.System.Stop(first);
        there.System.Stop(second);

        Assert.Equal("second", probe.Expect<Terminated>().ActorRef.Path.Name);
    }

    [Fact]
    public async Task System_OfTheWatched_IsTerminated_TerminatedComes()
    {
        var probe = new Probe(here.System);
        probe.Watch(there.SeenFrom(here, there.Echo()));
        await here.SettleAsync(there);

        await there.System.Terminate();

        Assert.False(probe.Expect<Terminated>().AddressTerminated);
    }

    [Fact]
    public async Task System_RestartedAtItsAddress_OldWatchersGetTerminatedAndTheNewOneIsReached()
    {
        var probe = new Probe(here.System);
        probe.Watch(there.SeenFrom(here, there.Echo()));
        await here.SettleAsync(there);
        var (quarantined, associated) = (here.Events(typeof(QuarantinedEvent)), here.Events(typeof(AssociatedEvent)));
        var uid = AddressUidExtension.Uid(there.System);
        await there.KillAsync();

        await using var again = new Node("there", $"{Node.Patient}\nakka.remote.dot-netty.tcp.port = {there.Port}");
        var echo = again.Echo();
        again.At(here, "nobody").Tell("here I am", ActorRefs.NoSender);
        associated.Fish<AssociatedEvent>(e => e.IsInbound);

        Assert.True(probe.Expect<Terminated>().AddressTerminated);
        Assert.Equal(uid, quarantined.Expect<QuarantinedEvent>().Uid);
        Assert.Equal("hello", await here.At(again, "echo").Ask<string>("hello", TimeSpan.FromSeconds(10)));
        probe.Watch(again.SeenFrom(here, echo));
        again.System.Stop(echo);
        Assert.False(probe.Expect<Terminated>().AddressTerminated);
    }

    private sealed class WatchesWith : ReceiveActor
    {
        public WatchesWith(IActorRef watched, IActorRef listener)
        {
            Context.WatchWith(watched, "it is gone");
            Receive<string>(text => listener.Tell(text));
            Self.Tell("watching");
        }
    }
}
