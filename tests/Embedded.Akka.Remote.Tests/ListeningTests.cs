using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Akka.Remote;
using Akka.Remote.Transport;

namespace Embedded.Akka.Remote.Tests;

public sealed class ListeningTests
{
    private const string Cookie = "akka.remote { require-cookie = on, secure-cookie = \"between us\" }";

    [Fact]
    public async Task Port_Zero_IsTheRealOneInTheAddress()
    {
        await using var node = new Node("node");

        Assert.InRange(node.Port, 1, 65535);
        Assert.Equal("127.0.0.1", node.Address.Host);
        Assert.Equal("akka.tcp", node.Address.Protocol);
    }

    [Fact]
    public async Task PublicHostname_Set_IsTheOneInTheAddress()
    {
        await using var node = new Node(
            "node", "akka.remote.dot-netty.tcp { public-hostname = lab.example, public-port = 99 }");

        Assert.Equal("akka.tcp://node@lab.example:99", node.Address.ToString());
    }

    [Fact]
    public async Task Port_InUse_IsOneExceptionNamingAddressAndCause()
    {
        await using var node = new Node("node");

        var e = Assert.Throws<RemoteTransportException>(
            () => new Node("other", $"akka.remote.dot-netty.tcp.port = {node.Port}"));

        Assert.Contains($"127.0.0.1:{node.Port}", e.Message, StringComparison.Ordinal);
        Assert.Contains("in use", e.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("akka.remote.dot-netty.tcp.port = 70000", "akka.remote.dot-netty.tcp.port is 70000")]
    [InlineData("akka.remote.dot-netty.tcp.maximum-frame-size = 1b", "maximum-frame-size is 1 bytes")]
    [InlineData("akka.remote.require-cookie = on", "akka.remote.secure-cookie is empty")]
    [InlineData("akka.remote.large-message-destinations = [\"user/x\"]", "large-message-destinations has 'user/x'")]
    [InlineData("akka.actor.deployment { /x { remote = \"akka.tcp://a@b:1\" } }", "Stack=NuGet")]
    [InlineData("akka.remote.untrusted-mode = on", "akka.remote.untrusted-mode is on; it needs Stack=NuGet")]
    [InlineData("akka.remote.trusted-selection-paths = [\"/user/x\"]", "akka.remote.trusted-selection-paths is [")]
    [InlineData("akka.remote.enabled-transports = [\"akka.remote.udp\"]", "enabled-transports has akka.remote.udp")]
    [InlineData("akka.remote.watch-failure-detector.threshold = 0", "failure-detector.threshold is 0")]
    public void Setting_OutOfRange_IsOneExceptionNamingTheKey(string hocon, string expected)
    {
        var e = Assert.Throws<ConfigurationException>(() => new Node("node", hocon));

        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_OfAkkaNetOnlyAtTheirDefaults_Set_AreNoError()
    {
        await using var node = new Node("node", """
            akka.remote {
              untrusted-mode = off, trusted-selection-paths = [], log-sent-messages = false
              enabled-transports = ["akka.remote.dot-netty.tcp"]
            }
            """);

        Assert.InRange(node.Port, 1, 65535);
    }

    [Fact]
    public async Task Secret_TheSame_TheyTalk()
    {
        await using var here = new Node("here", Cookie);
        await using var there = new Node("there", Cookie);
        there.Echo();
        var probe = new Probe(here.System);

        here.At(there, "echo").Tell("hello", probe.Ref);

        Assert.Equal("hello", probe.Expect<string>());
    }

    [Theory]
    [InlineData("akka.remote { require-cookie = on, secure-cookie = wrong }")]
    [InlineData("")]
    public async Task Secret_WrongOrAbsent_BothSidesSaySoInOneLine(string other)
    {
        await using var here = new Node("here", $"{Node.Patient}\n{other}");
        await using var there = new Node("there", Cookie);
        there.Echo();
        var (mine, theirs) = (here.Events(typeof(Warning)), there.Events(typeof(Warning)));
        var lost = here.Events(typeof(DeadLetter));

        here.At(there, "echo").Tell("hello", ActorRefs.NoSender);

        Assert.Contains("cookie", Text(mine), StringComparison.Ordinal);
        Assert.Contains("cookie", Text(theirs), StringComparison.Ordinal);
        Assert.Equal("hello", lost.Expect<DeadLetter>().Message);
    }

    [Fact]
    public async Task Garbage_OnThePort_IsLoggedOnceAndTheServerGoesOn()
    {
        await using var here = new Node("here");
        await using var there = new Node("there");
        there.Echo();
        var warnings = there.Events(typeof(Warning));

        for (var i = 0; i < 3; i++) SendAndAwaitClose(there.Port, "GET / HTTP/1.1\r\n\r\n"u8.ToArray());
        var probe = new Probe(here.System);
        here.At(there, "echo").Tell("hello", probe.Ref);

        Assert.Equal("hello", probe.Expect<string>());
        Assert.Contains("not this protocol", Text(warnings), StringComparison.Ordinal);
        Assert.Equal(0, warnings.Waiting);
    }

    [Fact]
    public async Task Handshake_NeverFinished_IsCutAfterTheTimeLimit()
    {
        await using var node = new Node("node", "akka.remote.dot-netty.tcp.connection-timeout = 200ms");
        var warnings = node.Events(typeof(Warning));

        SendAndAwaitClose(node.Port, "AKRM"u8.ToArray());

        Assert.Contains("longer than 0.2 s", Text(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Frame_OverTheLimit_FromAPeer_CutsThatConnectionOnly()
    {
        await using var here = new Node("here");
        await using var there = new Node("there");
        there.Echo();
        var errors = there.Events(typeof(AssociationErrorEvent));
        using (var rogue = Connect(there.Port))
        {
            var wire = new SocketWire(rogue);
            Handshake.Dial(wire, RogueSettings(), there.Address.ToString(), Lane.Ordinary);
            wire.Write([0xFF, 0xFF, 0xFF, 0x7F, 1, 0, 1]);

            var error = errors.Expect<AssociationErrorEvent>();
            Assert.Contains("maximum-frame-size = 128000", error.Cause.Message, StringComparison.Ordinal);
        }

        var probe = new Probe(here.System);
        here.At(there, "echo").Tell("hello", probe.Ref);
        Assert.Equal("hello", probe.Expect<string>());
    }

    [Fact]
    public async Task Message_NobodyCanRead_IsLoggedWithIdAndManifestAndTheConnectionGoesOn()
    {
        await using var there = new Node("there");
        var probe = new Probe(there.System);
        var errors = there.Events(typeof(Error));
        using var rogue = Connect(there.Port);
        var wire = new SocketWire(rogue);
        Handshake.Dial(wire, RogueSettings(), there.Address.ToString(), Lane.Ordinary);
        var writer = new FrameWriter(wire, new HeaderEncoder(path => (string)path), 1 << 20);
        var path = probe.Ref.Path.ToSerializationFormatWithAddress(there.Address);

        writer.Write(
        [
            new OutboundFrame(FrameKind.Message, 0, path, null, 999, "no such serializer", [1], null),
            new OutboundFrame(FrameKind.Message, 0, path, null, 17, "no such manifest", [1], null),
            new OutboundFrame(FrameKind.Message, 0, path, null, 17, "I", [1], null),
            new OutboundFrame(FrameKind.Message, 0, path, null, 17, "S", "still here"u8.ToArray(), null),
        ]);

        Assert.Equal("still here", probe.Expect<string>());
        Assert.Contains("'no such serializer' and serializer id 999", Text(errors), StringComparison.Ordinal);
        Assert.Contains("'no such manifest' and serializer id 17", Text(errors), StringComparison.Ordinal);
        Assert.Contains("'I' and serializer id 17", Text(errors), StringComparison.Ordinal);
    }

    private static string Text(Probe log) => log.Expect<LogEvent>().Message.ToString()!;

    private static HandshakeSettings RogueSettings() => new(
        new Identity("akka.tcp://rogue@127.0.0.1:1", 7), null, TimeSpan.FromSeconds(10), TimeProvider.System);

    private static Socket Connect(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(IPAddress.Loopback, port);
        return socket;
    }

    private static void SendAndAwaitClose(int port, byte[] bytes)
    {
        using var socket = Connect(port);
        socket.ReceiveTimeout = 10_000;
        socket.Send(bytes);
        var buffer = new byte[1024];
        try
        {
            while (socket.Receive(buffer) > 0) continue;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
        {
            // Closed with our bytes unread: that is a close as well.
        }
    }
}
