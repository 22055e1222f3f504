using Akka.Actor;
using Akka.Remote;

namespace Embedded.Akka.Remote.Tests;

/// <summary>A watched system of which nothing is heard any more.</summary>
public sealed class SilenceTests() : TwoNodes(Node.Quick)
{
    [Fact]
    public void System_NeverThere_TerminatedComesOnceHeartbeatsAreOverdue()
    {
        var probe = new Probe(Here.System);

        probe.Watch(((ExtendedActorSystem)Here.System).Provider
            .ResolveActorRef("akka.tcp://nobody@127.0.0.1:1/user/x"));

        Assert.True(probe.Expect<Terminated>().AddressTerminated);
    }

    [Fact]
    public async Task System_UpOnlyAfterItWasGivenUp_IsReached()
    {
        var probe = new Probe(Here.System);
        probe.Watch(Here.At(There, "echo"));
        var port = There.Port;
        await There.KillAsync();
        probe.Expect<Terminated>();

        await using var late = new Node("there", $"{Node.Quick}\nakka.remote.dot-netty.tcp.port = {port}");
        late.Echo();
        var associated = Here.Events(typeof(AssociatedEvent));
        late.At(Here, "nobody").Tell("here I am", ActorRefs.NoSender);
        associated.Fish<AssociatedEvent>(e => e.IsInbound);

        Assert.Equal("hello", await Here.At(late, "echo").Ask<string>("hello", TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task System_Silent_TerminatedComesAndItsUidIsQuarantined()
    {
        var echo = There.Echo();
        await Here.SettleAsync(There);
        var probe = new Probe(Here.System);
        var events = Here.Events(typeof(QuarantinedEvent));
        probe.Watch(There.SeenFrom(Here, echo));

        // Alive and connected, but it answers no heartbeats any more.
        There.System.Stop(((IRemoteActorRefProvider)((ExtendedActorSystem)There.System).Provider).RemoteWatcher);

        Assert.True(probe.Expect<Terminated>().AddressTerminated);
        Assert.Equal(AddressUidExtension.Uid(There.System), events.Expect<QuarantinedEvent>().Uid);
    }
}
