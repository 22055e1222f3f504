using System.Text;
using Akka.Remote.Transport;
using RefusalCause = Akka.Remote.Transport.Refusal;

namespace Embedded.Akka.Remote.Tests.Transport;

public sealed class HandshakeTests
{
    private const string Server = "akka.tcp://server@h:1";
    private static readonly byte[] Secret = "a shared secret"u8.ToArray();

    private readonly ManualTime time = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Peers_OfOneProtocolAndSecret_LearnWhoTheOtherIs(bool withSecret)
    {
        var secret = withSecret ? Secret : null;

        var (dialler, listener) = await ShakeHands(Settings("akka.tcp://agent@h:2", 22, secret), secret);

        Assert.Equal(new Peer(new Identity(Server, 11), Lane.Bulk), dialler.Peer);
        Assert.Equal(new Peer(new Identity("akka.tcp://agent@h:2", 22), Lane.Bulk), listener.Peer);
    }

    [Fact]
    public async Task Secret_OfBothSides_NeverTravels()
    {
        var (left, right) = PipeWire.Connect();

        await ShakeHands(left, right, Settings("akka.tcp://agent@h:2", 22, Secret), Secret, Server);

        Assert.DoesNotContain(Hex(Secret), Hex([.. left.Written]), StringComparison.Ordinal);
        Assert.DoesNotContain(Hex(Secret), Hex([.. right.Written]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Proof_OfAnEarlierHandshake_IsNotTheProofOfTheNext()
    {
        var (left, right) = PipeWire.Connect();
        var settings = Settings("akka.tcp://agent@h:2", 22, Secret);
        await ShakeHands(left, right, settings, Secret, Server);
        var (replayed, again) = PipeWire.Connect();

        replayed.Write([.. left.Written]);
        replayed.EndWriting();
        var refusal = Refusal(again, () => Handshake.Accept(again, Settings(Server, 11, Secret), _ => { }));

        Assert.Equal(RefusalCause.WrongSecret, refusal.Cause);
    }

    [Theory]
    [InlineData("a wrong secret")]
    [InlineData(null)]
    public async Task Secret_WrongOrAbsent_IsRefusedAndBothSidesKnowWhy(string? other)
    {
        var secret = other is null ? null : Encoding.UTF8.GetBytes(other);

        var (dialler, listener) = await ShakeHands(Settings("akka.tcp://agent@h:2", 22, secret), Secret);

        Assert.Equal(RefusalCause.WrongSecret, dialler.Refusal!.Cause);
        Assert.Equal(RefusalCause.WrongSecret, listener.Refusal!.Cause);
        Assert.NotEqual(dialler.Refusal.ByPeer, listener.Refusal.ByPeer);
    }

    [Fact]
    public async Task Dialler_RequiresACookieAndTheListenerNone_Refuses()
    {
        var (dialler, _) = await ShakeHands(Settings("akka.tcp://agent@h:2", 22, Secret), listenerSecret: null);

        Assert.Contains("require-cookie", dialler.Refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task System_OfAnotherName_IsRefusedNamingBoth()
    {
        var (left, right) = PipeWire.Connect();

        var (dialler, listener) = await ShakeHands(
            left, right, Settings("akka.tcp://agent@h:2", 22, null), null, "akka.tcp://other@h:1");

        Assert.Equal(RefusalCause.WrongAddress, listener.Refusal!.Cause);
        Assert.Equal("akka.tcp://other@h:1 was called; here is akka.tcp://server@h:1", dialler.Refusal!.Message);
    }

    [Fact]
    public async Task Peer_NotAdmitted_IsToldTheReason()
    {
        var (left, right) = PipeWire.Connect();
        var accept = Task.Run(() => Outcome(right, () => Handshake.Accept(right, Settings(Server, 11, null), _ =>
            throw new HandshakeRefusedException(RefusalCause.Quarantined, "uid 22 is quarantined", false))));

        var refusal = Refusal(
            left, () => Handshake.Dial(left, Settings("akka.tcp://a@h:2", 22, null), Server, Lane.Control));
        await accept;

        Assert.True(refusal.ByPeer);
        Assert.Equal("uid 22 is quarantined", refusal.Message);
    }

    [Fact]
    public void Version_OfAnotherProtocol_IsRefusedNamingBothVersions()
    {
        var refusal = Accept([.. "AKRM"u8, 99, 0, 3, 0, 1]);

        Assert.Equal(RefusalCause.ProtocolVersion, refusal.Cause);
        Assert.Equal("protocol version 99; wanted is 1", refusal.Message);
    }

    [Theory]
    [InlineData(new byte[] { 0x47, 0x45, 0x54, 0x20, 0x2F, 0x20, 0x48, 0x54 })] // GET / HT
    [InlineData(new byte[] { 0x41, 0x4B, 0x52, 0x4D, 1, 0, 0xFF, 0xFF, 1 })] // a packet beyond the limit
    [InlineData(new byte[] { 0x41, 0x4B, 0x52, 0x4D, 1, 0, 1, 0, 9, 7 })] // a packet of an unknown type
    [InlineData(new byte[] { 0x41, 0x4B, 0x52, 0x4D, 1, 0, 2, 0, 1, 7, 7 })] // a hello that is none
    [InlineData(new byte[] { 0x41, 0x4B, 0x52, 0x4D, 1, 0, 0, 0, 5 })] // an empty refusal
    public void Bytes_NotOfThisProtocol_AreRefused(byte[] bytes) =>
        Assert.Equal(RefusalCause.NotThisProtocol, Accept(bytes).Cause);

    [Fact]
    public void Bytes_DribblingInForLongerThanTheLimit_AreRefused()
    {
        var slow = new RecordedWire([.. "AKRM"u8, 1, 0, 200, 0, 1], 1, 1, 1, 1, 1, 1, 1, 1, 1)
        {
            OnRead = () => time.Advance(TimeSpan.FromSeconds(1)),
        };

        var refusal = Refusal(slow, () => Handshake.Accept(slow, Settings(Server, 11, null), _ => { }));

        Assert.Equal(RefusalCause.TooSlow, refusal.Cause);
        Assert.Equal("the handshake took longer than 5 s", refusal.Message);
        Assert.Equal(5, slow.ReadSizes.Count);
    }

    private HandshakeRefusedException Accept(byte[] bytes)
    {
        var wire = new RecordedWire(bytes);
        return Refusal(wire, () => Handshake.Accept(wire, Settings(Server, 11, Secret), _ => { }));
    }

    private HandshakeSettings Settings(string address, int uid, byte[]? secret) =>
        new(new Identity(address, uid), secret, TimeSpan.FromSeconds(5), time);

    private Task<(Result Dialler, Result Listener)> ShakeHands(HandshakeSettings dialler, byte[]? listenerSecret)
    {
        var (left, right) = PipeWire.Connect();
        return ShakeHands(left, right, dialler, listenerSecret, Server);
    }

    private async Task<(Result Dialler, Result Listener)> ShakeHands(
        PipeWire left, PipeWire right, HandshakeSettings dialler, byte[]? listenerSecret, string target)
    {
        var listener = Task.Run(() =>
            Outcome(right, () => Handshake.Accept(right, Settings(Server, 11, listenerSecret), _ => { })));
        var dialled = Outcome(left, () => Handshake.Dial(left, dialler, target, Lane.Bulk));
        return (dialled, await listener);
    }

    private static Result Outcome(IWire wire, Func<Peer> handshake)
    {
        try
        {
            return new Result(handshake(), null);
        }
        catch (HandshakeRefusedException e)
        {
            wire.EndWriting(); // who is refused leaves, which the other side waits for
            return new Result(null, e);
        }
    }

    private static HandshakeRefusedException Refusal(IWire wire, Func<Peer> handshake) =>
        Outcome(wire, handshake).Refusal!;

    private static string Hex(byte[] bytes) => Convert.ToHexString(bytes);

    private sealed record Result(Peer? Peer, HandshakeRefusedException? Refusal);
}
