using Akka.Actor;
using Akka.Remote;

namespace Embedded.Akka.Remote.Tests;

/// <summary>Nothing here waits for a silence: were the machine to stall, nobody would be taken for dead.</summary>
public sealed class WatchTests() : TwoNodes(Node.Patient)
{
    [Fact]
    public async Task Watched_Stops_TerminatedComesAtOnce()
    {
        var echo = There.Echo();
        var probe = new Probe(Here.System);
        probe.Watch(There.SeenFrom(Here, echo));
        await Here.SettleAsync(There);

        There.System.Stop(echo);

        var terminated = probe.Expect<Terminated>();
        Assert.Equal(There.SeenFrom(Here, echo), terminated.ActorRef);
        Assert.True(terminated.ExistenceConfirmed);
        Assert.False(terminated.AddressTerminated);
    }

    [Fact]
    public void Watched_ByAPathWithoutUid_TerminatedComesForThatPath()
    {
        var echo = There.Echo();
        var probe = new Probe(Here.System);
        probe.Watch(Here.At(There, "echo"));

        There.System.Stop(echo);

        Assert.Equal(Here.At(There, "echo"), probe.Expect<Terminated>().ActorRef);
    }

    [Fact]
    public async Task WatchedWithAMessage_Stops_ThatMessageComes()
    {
        var echo = There.Echo();
        var watcher = new Probe(Here.System);
        Here.System.ActorOf(Props.Create(() => new WatchesWith(There.SeenFrom(Here, echo), watcher.Ref)));
        watcher.Expect<string>();
        await Here.SettleAsync(There);

        There.System.Stop(echo);

        Assert.Equal("it is gone", watcher.Expect<string>());
    }

    [Fact]
    public void Watched_DoesNotExist_TerminatedSaysSo()
    {
        var probe = new Probe(Here.System);

        probe.Watch(Here.At(There, "nobody"));

        Assert.False(probe.Expect<Terminated>().ExistenceConfirmed);
    }

    [Fact]
    public void Watch_TakenBack_NoTerminatedComes()
    {
        var (first, second) = (There.Echo("first"), There.Echo("second"));
        var probe = new Probe(Here.System);
        probe.Watch(There.SeenFrom(Here, first));
        probe.Watch(There.SeenFrom(Here, second));

        probe.Unwatch(There.SeenFrom(Here, first));
        There.System.Stop(first);
        There.System.Stop(second);

        Assert.Equal("second", probe.Expect<Terminated>().ActorRef.Path.Name);
    }

    [Fact]
    public async Task System_OfTheWatched_IsTerminated_TerminatedComes()
    {
        var probe = new Probe(Here.System);
        probe.Watch(There.SeenFrom(Here, There.Echo()));
        await Here.SettleAsync(There);

        await There.System.Terminate();

        Assert.False(probe.Expect<Terminated>().AddressTerminated);
    }

    [Fact]
    public async Task System_RestartedAtItsAddress_OldWatchersGetTerminatedAndTheNewOneIsReached()
    {
        var probe = new Probe(Here.System);
        probe.Watch(There.SeenFrom(Here, There.Echo()));
        await Here.SettleAsync(There);
        var (quarantined, associated) = (Here.Events(typeof(QuarantinedEvent)), Here.Events(typeof(AssociatedEvent)));
        var uid = AddressUidExtension.Uid(There.System);
        await There.KillAsync();

        await using var again = new Node("there", $"{Node.Patient}\nakka.remote.dot-netty.tcp.port = {There.Port}");
        var echo = again.Echo();
        again.At(Here, "nobody").Tell("here I am", ActorRefs.NoSender);
        associated.Fish<AssociatedEvent>(e => e.IsInbound);

        Assert.True(probe.Expect<Terminated>().AddressTerminated);
        Assert.Equal(uid, quarantined.Expect<QuarantinedEvent>().Uid);
        Assert.Equal("hello", await Here.At(again, "echo").Ask<string>("hello", TimeSpan.FromSeconds(10)));
        probe.Watch(again.SeenFrom(Here, echo));
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
