using Akka.Actor;
using Akka.Remote;

namespace Embedded.Akka.Remote.Tests;

/// <summary>A watched system of which nothing is heard any more.</summary>
public sealed class SilenceTests : IAsyncLifetime
{
    private readonly Node here = new("here", Node.Quick);
    private readonly Node there = new("there", Node.Quick);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await here.DisposeAsync();
        await there.DisposeAsync();
    }

    [Fact]
    public void System_NeverThere_TerminatedComesOnceHeartbeatsAreOverdue()
    {
        var probe = new Probe(here.System);

        probe.Watch(((ExtendedActorSystem)here.System).Provider
            .ResolveActorRef("akka.tcp://nobody@127.0.0.1:1/user/x"));

        Assert.True(probe.Expect<Terminated>().AddressTerminated);
    }

    [Fact]
    public async Task System_UpOnlyAfterItWasGivenUp_IsReached()
    {
        var probe = new Probe(here.System);
        probe.Watch(here.At(there, "echo"));
        var port = there.Port;
        await there.KillAsync();
        probe.Expect<Terminated>();

        await using var late = new Node("there", $"{Node.Quick}\nakka.remote.dot-netty.tcp.port = {port}");
        late.Echo();
        var associated = here.Events(typeof(AssociatedEvent));
        late.At(here, "nobody").Tell("here I am", ActorRefs.NoSender);
        associated.Fish<AssociatedEvent>(e => e.IsInbound);

        Assert.Equal("hello", await here.At(late, "echo").Ask<string>("hello", TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task System_Silent_TerminatedComesAndItsUidIsQuarantined()
    {
        var echo = there.Echo();
        await here.SettleAsync(there);
        var probe = new Probe(here.System);
        var events = here.Events(typeof(QuarantinedEvent));
        probe.Watch(there.SeenFrom(here, echo));

        // Alive and connected, but it answers no heartbeats any more.
        there.System.Stop(((IRemoteActorRefProvider)((ExtendedActorSystem)there.System).Provider).RemoteWatcher);

        Assert.True(probe.Expect<Terminated>().AddressTerminated);
        Assert.Equal(AddressUidExtension.Uid(there.System), events.Expect<QuarantinedEvent>().Uid);
    }
}
