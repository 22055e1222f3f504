using System.Net.Sockets;
using Akka.Actor;
using Akka.Event;
using Akka.Remote;

namespace Embedded.Akka.Remote.Tests.Tls;

/// <summary>Akka.NET's documentation, "Akka.Remote Security": who talks with whom, and who is told what.</summary>
public sealed class TlsTests : IDisposable
{
    private const string OneSided = "akka.remote.dot-netty.tcp.ssl.require-mutual-authentication = off";
    private const string NamesHost = "akka.remote.dot-netty.tcp.ssl.validate-certificate-hostname = on";
    private const string TrustsAll = "akka.remote.dot-netty.tcp.ssl.suppress-validation = on";

    private readonly Authority authority = new();

    public void Dispose() => authority.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData(OneSided)]
    [InlineData(NamesHost)]
    public async Task Certificates_OfOneAuthority_TheyTalk(string more)
    {
        await using var here = new Node("here", Tls("here", more));
        await using var there = new Node("there", Tls("there", more));
        there.Echo();

        var echo = await here.At(there, "echo").Ask<string>("hello", TimeSpan.FromSeconds(10));

        Assert.Equal("hello", echo);
        Assert.Equal("akka.ssl.tcp", there.Address.Protocol);
    }

    [Fact]
    public async Task Certificate_InPemWithItsKeyInAnotherFile_Serves()
    {
        var (certificate, key) = authority.IssuePem("here");
        var files = $"akka.remote.dot-netty.tcp.ssl.certificate {{ path = \"{certificate}\", key-path = \"{key}\" }}";
        await using var here = new Node("here", Tls("unused", files));
        await using var there = new Node("there", Tls("there"));
        there.Echo();

        Assert.Equal("hello", await here.At(there, "echo").Ask<string>("hello", TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Certificate_OfAnAuthorityBelowTheTrustedOne_IsShownWithItAndServes()
    {
        using var below = new Authority("Department CA", authority);
        var trusting = $"akka.remote.dot-netty.tcp.ssl.ca-path = \"{authority.RootFile}\"";
        await using var here = new Node("here", below.Hocon(below.IssuePkcs12("here"), trusting));
        await using var there = new Node("there", Tls("there"));
        here.Echo();
        there.Echo();

        Assert.Equal("hello", await here.At(there, "echo").Ask<string>("hello", TimeSpan.FromSeconds(10)));
        Assert.Equal("hello", await there.At(here, "echo").Ask<string>("hello", TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Authority_Unknown_IsRefusedAndBothSidesSaySoInOneLine()
    {
        using var stranger = new Authority("Somebody's CA");
        var trusting = stranger.Hocon(
            stranger.IssuePkcs12("here"), $"akka.remote.dot-netty.tcp.ssl.ca-path = \"{authority.RootFile}\"");

        await AssertRefused(trusting, Tls("there"), "dialler's certificate CN=here is refused: no trusted CA");
        await AssertRefused(Tls("there"), trusting, "listener's certificate CN=here is refused: no trusted CA");
    }

    [Fact]
    public async Task Certificate_Expired_IsRefusedAndBothSidesSaySoInOneLine()
    {
        var expired = authority.Hocon(authority.IssuePkcs12("old", expiredFor: TimeSpan.FromDays(2)));

        await AssertRefused(expired, Tls("there"), "dialler's certificate CN=old is refused: CN=old is valid from");
        await AssertRefused(Tls("there"), expired, "listener's certificate CN=old is refused: CN=old is valid from");
    }

    [Fact]
    public async Task Certificate_NoneOfTheDialler_IsRefusedAndBothSidesSaySoInOneLine() => await AssertRefused(
        Tls("here", OneSided), Tls("there"), "the dialler shows no certificate; akka.remote.dot-netty.tcp.ssl.require");

    [Fact]
    public async Task Certificate_OfAnotherHost_IsRefusedAndBothSidesSaySoInOneLine() => await AssertRefused(
        Tls("here", NamesHost), authority.Hocon(authority.IssuePkcs12("there", "elsewhere.example")),
        "listener's certificate CN=there is refused: it does not name the host");

    [Fact]
    public async Task Tls_OnOneSideOnly_IsRefusedAndBothSidesSaySoInOneLine()
    {
        await AssertRefused(Node.Patient, Tls("there"), "enable-ssl is on for the listener, off for the dialler");
        await AssertRefused(Tls("there"), Node.Patient, "enable-ssl is on for the dialler, off for the listener");
    }

    [Fact]
    public async Task Secret_Wrong_IsRefusedUnderTlsAsWell() => await AssertRefused(
        Tls("here", "akka.remote { require-cookie = on, secure-cookie = a }"),
        Tls("there", "akka.remote { require-cookie = on, secure-cookie = b }"),
        "does not know akka.remote.secure-cookie");

    [Fact]
    public async Task Validation_Suppressed_AnyCertificateServesButThereMustBeOne()
    {
        using var stranger = new Authority("Somebody's CA");
        var open = stranger.Hocon(stranger.IssuePkcs12("here", expiredFor: TimeSpan.FromDays(2)), TrustsAll);
        await using var here = new Node("here", open);
        await using var there = new Node("there", Tls("there", TrustsAll));
        there.Echo();

        Assert.Equal("hello", await here.At(there, "echo").Ask<string>("hello", TimeSpan.FromSeconds(10)));
        await AssertRefused(
            Tls("x", $"{OneSided}\n{TrustsAll}"), Tls("y", TrustsAll), "the dialler shows no certificate");
    }

    [Fact]
    public async Task Messages_BigAndManyAtOnce_ArriveInOrderAndTheWatchedStaysAlive()
    {
        const string limits = """
            akka.remote { large-message-destinations = ["/user/bulk"], dot-netty.tcp.maximum-frame-size = 16 MiB }
            """;
        await using var here = new Node("here", Tls("here", limits));
        await using var there = new Node("there", Tls("there", limits));
        var (bulk, echo) = (new Probe(there.System, "bulk"), there.Echo());
        var watcher = new Probe(here.System);
        watcher.Watch(there.SeenFrom(here, echo));
        var sizes = Enumerable.Range(0, 8).Select(i => 2 * 1024 * 1024 + i).ToList();

        foreach (var size in sizes) here.At(there, "bulk").Tell(new byte[size], ActorRefs.NoSender);
        for (var i = 0; i < 100; i++) await here.At(there, "echo").Ask<int>(i, TimeSpan.FromSeconds(10));

        Assert.Equal(sizes, sizes.Select(_ => bulk.Expect<byte[]>().Length));
        Assert.Equal(0, watcher.Waiting);
    }

    [Fact]
    public async Task Connection_Cut_IsTheEndForBothReaders()
    {
        await using var here = new Node("here", Tls("here"));
        await using var there = new Node("there", Tls("there"));
        here.Echo();
        await there.At(here, "echo").Ask<string>("before", TimeSpan.FromSeconds(10));
        var (mine, theirs) = (here.Events(typeof(DisassociatedEvent)), there.Events(typeof(DisassociatedEvent)));

        RARP.For(here.System).Provider.Quarantine(there.Address, AddressUidExtension.Uid(there.System));

        mine.Fish<DisassociatedEvent>(end => end.IsInbound);
        theirs.Fish<DisassociatedEvent>(end => !end.IsInbound);
    }

    [Fact]
    public async Task System_Terminated_SendsWhatIsQueuedAndThePeerSeesAnOrderlyEnd()
    {
        var here = new Node("here", Tls("here"));
        await using var there = new Node("there", Tls("there"));
        var sink = new Probe(there.System, "sink");
        var (errors, ends) = (there.Events(typeof(AssociationErrorEvent)), there.Events(typeof(DisassociatedEvent)));
        for (var i = 0; i < 1000; i++) here.At(there, "sink").Tell(i, ActorRefs.NoSender);

        await here.DisposeAsync();

        for (var i = 0; i < 1000; i++) Assert.Equal(i, sink.Expect<int>());
        ends.Fish<DisassociatedEvent>(end => end.IsInbound);
        Assert.Equal(0, errors.Waiting);
    }

    [Fact]
    public async Task Tls_NeverFinished_IsCutAfterTheTimeLimit()
    {
        await using var node = new Node("node", Tls("node", "akka.remote.dot-netty.tcp.connection-timeout = 200ms"));
        var warnings = node.Events(typeof(Warning));
        using var silent = new TcpClient("127.0.0.1", node.Port);

        Assert.Contains("longer than 0.2 s", warnings.Expect<LogEvent>().Message.ToString(), StringComparison.Ordinal);
    }

    private string Tls(string name, string more = "") => authority.Hocon(authority.IssuePkcs12(name), more);

    private static async Task AssertRefused(string dialler, string listener, string expected)
    {
        await using var here = new Node("here", dialler);
        await using var there = new Node("there", listener);
        there.Echo();
        var (mine, theirs) = (here.Events(typeof(Warning)), there.Events(typeof(Warning)));
        var lost = here.Events(typeof(DeadLetter));

        here.At(there, "echo").Tell("hello", ActorRefs.NoSender);

        Assert.Contains(expected, mine.Expect<LogEvent>().Message.ToString(), StringComparison.Ordinal);
        Assert.Contains(expected, theirs.Expect<LogEvent>().Message.ToString(), StringComparison.Ordinal);
        Assert.Equal("hello", lost.Expect<DeadLetter>().Message);
        Assert.Equal((0, 0), (mine.Waiting, theirs.Waiting));
    }
}
