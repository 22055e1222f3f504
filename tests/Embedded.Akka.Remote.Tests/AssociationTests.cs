using Akka.Actor;
using Akka.Event;
using Akka.Remote;
using Akka.Remote.Transport;

namespace Embedded.Akka.Remote.Tests;

public sealed class AssociationTests
{
    [Fact]
    public async Task Association_OpenedAndClosed_IsPublishedOnBothSides()
    {
        await using var here = new Node("here", Node.Patient);
        var there = new Node("there", Node.Patient);
        var (mine, theirs) = (here.Events(typeof(AssociationEvent)), there.Events(typeof(AssociationEvent)));

        here.At(there, "nobody").Tell("hello", ActorRefs.NoSender);
        var opened = (mine.Expect<AssociatedEvent>(), theirs.Expect<AssociatedEvent>());
        await there.DisposeAsync();

        Assert.Equal((here.Address, there.Address, false), Shape(opened.Item1));
        Assert.Equal((there.Address, here.Address, true), Shape(opened.Item2));
        Assert.Equal(there.Address, mine.Expect<DisassociatedEvent>().RemoteAddress);
    }

    [Fact]
    public async Task Peer_Unreachable_IsPublishedLoggedOnceAndMessagesAreDeadLetters()
    {
        await using var here = new Node("here", Node.Patient);
        var (errors, warnings) = (here.Events(typeof(AssociationErrorEvent)), here.Events(typeof(Warning)));
        var letters = here.Events(typeof(DeadLetter));
        var nobody = ((ExtendedActorSystem)here.System).Provider.ResolveActorRef("akka.tcp://x@127.0.0.1:1/user/x");

        nobody.Tell("first", ActorRefs.NoSender);
        Assert.Equal("first", letters.Expect<DeadLetter>().Message);
        nobody.Tell("second", ActorRefs.NoSender);
        Assert.Equal("second", letters.Expect<DeadLetter>().Message);

        Assert.Contains("127.0.0.1:1", errors.Expect<AssociationErrorEvent>().Cause.Message, StringComparison.Ordinal);
        Assert.StartsWith("No Ordinary connection to akka.tcp://x@127", Text(warnings), StringComparison.Ordinal);
        Assert.Equal(0, warnings.Waiting);
    }

    [Fact]
    public async Task Peer_Quarantined_IsNotHeardAndLearnsThatItIs()
    {
        await using var here = new Node("here", Node.Patient);
        await using var there = new Node("there", Node.Patient);
        here.Echo();
        await there.At(here, "echo").Ask<string>("before", TimeSpan.FromSeconds(10));
        var mine = here.Events(typeof(QuarantinedEvent));
        var theirs = there.Events(typeof(ThisActorSystemQuarantinedEvent));
        var (letters, cut) = (there.Events(typeof(DeadLetter)), there.Events(typeof(DisassociatedEvent)));

        RARP.For(here.System).Provider.Quarantine(there.Address, AddressUidExtension.Uid(there.System));
        cut.Fish<DisassociatedEvent>(e => !e.IsInbound);
        there.At(here, "echo").Tell("after", ActorRefs.NoSender);

        Assert.Equal(there.Address, mine.Expect<QuarantinedEvent>().Address);
        Assert.Equal("after", letters.Expect<DeadLetter>().Message);
        Assert.Equal(here.Address, theirs.Expect<ThisActorSystemQuarantinedEvent>().RemoteAddress);
    }

    [Fact]
    public async Task Quarantine_OfAnotherLife_LeavesThePeerAlone()
    {
        await using var here = new Node("here", Node.Patient);
        await using var there = new Node("there", Node.Patient);
        there.Echo();
        await here.At(there, "echo").Ask<string>("before", TimeSpan.FromSeconds(10));

        RARP.For(here.System).Provider.Quarantine(there.Address, AddressUidExtension.Uid(there.System) ^ 1);

        Assert.Equal("after", await here.At(there, "echo").Ask<string>("after", TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task BulkLane_BusyWithBigMessages_ControlAndOrdinaryGoOn()
    {
        const string bulk = """
            akka.remote { large-message-destinations = ["/user/bulk"], dot-netty.tcp.maximum-frame-size = 16 MiB }
            """;
        await using var here = new Node("here", $"{Node.Patient}\n{bulk}");
        await using var there = new Node("there", $"{Node.Patient}\n{bulk}");
        there.Echo();
        var sink = new Probe(there.System);
        there.System.ActorOf(Props.Create(() => new Sink(sink.Ref)), "bulk");
        var watcher = new Probe(here.System);
        watcher.Watch(here.At(there, "echo"));

        for (var i = 0; i < 8; i++) here.At(there, "bulk").Tell(new byte[8 * 1024 * 1024], ActorRefs.NoSender);
        for (var i = 0; i < 100; i++) await here.At(there, "echo").Ask<int>(i, TimeSpan.FromSeconds(10));

        for (var i = 0; i < 8; i++) Assert.Equal(8 * 1024 * 1024, sink.Expect<int>());
        Assert.Equal(0, watcher.Waiting);
    }

    [Theory]
    [InlineData("system/cluster/x", nameof(Lane.Control))]
    [InlineData("user/bulk/7/snapshots", nameof(Lane.Bulk))]
    [InlineData("user/deep/a/b/c", nameof(Lane.Bulk))]
    [InlineData("user/deep", nameof(Lane.Ordinary))]
    [InlineData("user/bulk/7", nameof(Lane.Ordinary))]
    [InlineData("temp/$a", nameof(Lane.Ordinary))]
    [InlineData("", nameof(Lane.Ordinary))]
    public async Task Recipient_ByItsPath_HasItsLane(string path, string expected)
    {
        await using var node = new Node(
            "node", "akka.remote.large-message-destinations = [\"/user/bulk/*/snapshots\", \"/user/deep/**\"]");
        var outbox = ((RemoteActorRefProvider)((ExtendedActorSystem)node.System).Provider).Outbox;

        Assert.Equal(expected, outbox.LaneFor(path.Split('/', StringSplitOptions.RemoveEmptyEntries)).ToString());
    }

    private static string Text(Probe log) => log.Expect<LogEvent>().Message.ToString()!;

    private static (Address Local, Address Remote, bool Inbound) Shape(AssociationEvent e) =>
        (e.LocalAddress, e.RemoteAddress, e.IsInbound);

    private sealed class Sink(IActorRef to) : UntypedActor
    {
        protected override void OnReceive(object message) => to.Tell(((byte[])message).Length, Self);
    }
}
