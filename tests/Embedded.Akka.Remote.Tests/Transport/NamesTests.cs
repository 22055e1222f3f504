using Akka.Remote.Transport;

namespace Embedded.Akka.Remote.Tests.Transport;

public sealed class NamesTests
{
    private readonly SentNames sent = new(EqualityComparer<object>.Default, name => (string)name);
    private readonly ReceivedNames received = new();
    private readonly byte[] buffer = new byte[WireFormat.MaximumName + 16];

    [Fact]
    public void Name_SentAgain_TakesAtMostTwoBytesAndIsTheSameObject()
    {
        var (_, first) = Pass("akka.tcp://system@host:4053/user/somebody");

        var (length, second) = Pass("akka.tcp://system@host:4053/user/somebody");

        Assert.InRange(length, 1, 2);
        Assert.Same(first, second);
    }

    [Fact]
    public void Names_MoreThanTheTableHolds_AllArriveRight()
    {
        string[] names = [.. Enumerable.Range(0, 4 * WireFormat.NameSlots).Select(i => $"/user/{i * 7919}")];

        Assert.All(names.Concat(names), name => Assert.Equal(name, Pass(name).Name!.Text));
    }

    [Fact]
    public void TemporaryPath_Sent_IsNotRemembered()
    {
        const string path = "akka.tcp://s@h:1/temp/$a";

        Assert.Equal(Pass(path).Length, Pass(path).Length);
    }

    [Fact]
    public void NoName_Sent_ArrivesAsNone() => Assert.Null(Pass(null).Name);

    [Fact]
    public void Name_TooLong_IsRefused()
    {
        var name = new string('x', WireFormat.MaximumName + 1);

        Assert.Throws<ArgumentException>(() => sent.Encode(buffer, name));
    }

    [Theory]
    [InlineData(new byte[] { 3 })] // slot 0, never filled
    [InlineData(new byte[] { 0xFF, 0xFF, 0x7F })] // a slot beyond the table
    [InlineData(new byte[] { 1, 200, 1, 65 })] // a name longer than what is left
    [InlineData(new byte[] { 2, 0xFF, 0x7F, 1, 65 })] // to be kept beyond the table
    [InlineData(new byte[] { 0x80 })] // a number without an end
    public void Bytes_NotANameOfTheProtocol_AreAViolation(byte[] bytes) =>
        Assert.Throws<ProtocolViolationException>(() =>
        {
            ReadOnlySpan<byte> rest = bytes;
            received.Decode(ref rest);
        });

    private (int Length, ReceivedName? Name) Pass(string? name)
    {
        var length = sent.Encode(buffer, name);
        ReadOnlySpan<byte> rest = buffer.AsSpan(0, length);
        var decoded = received.Decode(ref rest);
        Assert.True(rest.IsEmpty);
        return (length, decoded);
    }
}
