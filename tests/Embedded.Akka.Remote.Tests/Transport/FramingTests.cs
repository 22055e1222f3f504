using Akka.Remote.Transport;
using FsCheck;
using FsCheck.Fluent;

namespace Embedded.Akka.Remote.Tests.Transport;

public sealed class FramingTests
{
    private const int Limit = 256 * 1024;

    private static readonly string[] Paths = ["/user/a", "akka.tcp://s@h:1/user/b#7", "/user/ü", "/temp/$x", ""];

    [Fact]
    public void Frames_AnySplitOfTheStream_AreReadAsWritten()
    {
        var frames = Gen.Choose(0, 4).SelectMany(path => Gen.Choose(0, 4).SelectMany(sender => Gen.Choose(-9, 9)
            .SelectMany(id => Gen.OneOf(Gen.Choose(0, 40), Gen.Choose(8000, 9000), Gen.Choose(60_000, 200_000))
                .Select(size => Message(Paths[path], Paths[sender], id, new byte[size])))));
        var cases = frames.ListOf(12).SelectMany(list => Gen.Choose(1, 70_000).ArrayOf().Select(cuts => (list, cuts)));

        Prop.ForAll(cases.ToArbitrary(), sample =>
        {
            var wire = new RecordedWire(sample.cuts);
            Writer(wire).Write(sample.list.ToArray());
            return sample.list.Select(Shape).SequenceEqual(ReadAll(wire).Select(Shape));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Stream_AnyGarbage_EndsInAnIOExceptionAndAllocatesNoMoreThanTheLimit() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), garbage =>
        {
            var wire = new RecordedWire(garbage);
            var before = GC.GetAllocatedBytesForCurrentThread();

            ReadUntilBroken(wire);

            return GC.GetAllocatedBytesForCurrentThread() - before < Limit + FrameReader.BufferSize + 64 * 1024;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Stream_OneByteChanged_NeverCrashes()
    {
        var wire = new RecordedWire();
        Writer(wire).Write([.. Enumerable.Range(0, 40).Select(i => Message(Paths[i % 5], "/s", i, new byte[i]))]);
        var content = wire.Content;
        var changes = Gen.Choose(0, content.Length - 1).SelectMany(at => Gen.Choose(0, 255).Select(to => (at, to)));

        Prop.ForAll(changes.ToArbitrary(), change =>
        {
            byte[] changed = [.. content];
            changed[change.at] = (byte)change.to;
            ReadUntilBroken(new RecordedWire(changed));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Length_BeyondTheLimit_IsRefusedBeforeAnythingIsAllocated()
    {
        byte[] content = [0xFF, 0xFF, 0xFF, 0x7F, 1, 0, 1];
        var reader = new FrameReader(new RecordedWire(content), Limit);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var e = Assert.Throws<ProtocolViolationException>(() => reader.TryRead(out _, out _));

        Assert.Contains("2147483647", e.Message, StringComparison.Ordinal);
        Assert.Contains("maximum-frame-size = 262144", e.Message, StringComparison.Ordinal);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 64 * 1024);
    }

    [Fact]
    public void Stream_EndsWithinAFrame_IsAnError()
    {
        var wire = new RecordedWire();
        Writer(wire).Write([Message("/user/a", "/user/b", 1, new byte[100])]);
        var reader = new FrameReader(new RecordedWire(wire.Content[..^1]), Limit);

        Assert.Throws<IOException>(() => reader.TryRead(out _, out _));
    }

    [Fact]
    public void BigPayload_Written_GoesToTheWireInItsOwnArray()
    {
        var payload = new byte[100_000];
        var wire = new RecordedWire();

        Writer(wire).Write([Message("/user/a", "/user/b", 1, payload)]);

        Assert.Same(payload, wire.Segments[1]);
    }

    [Fact]
    public void BigPayload_Read_IsReadStraightIntoTheArrayHandedOut()
    {
        var wire = new RecordedWire(50);
        Writer(wire).Write([Message("/user/a", "/user/b", 1, new byte[200_000])]);

        var frame = Assert.Single(ReadAll(wire));

        var afterPrefix = wire.Length - 50;
        Assert.Equal(200_000, frame.Payload.Length);
        Assert.Equal(afterPrefix, wire.ReadSizes[1]);
    }

    [Fact]
    public void SmallFrames_WrittenTogether_AreOneWrite()
    {
        var wire = new RecordedWire();

        Writer(wire).Write([.. Enumerable.Repeat(Message("/user/a", "/user/b", 1, new byte[100]), 100)]);

        Assert.Empty(wire.Segments);
        Assert.Equal(100, ReadAll(wire).Count);
        Assert.Equal(2, wire.ReadSizes.Count);
    }

    [Fact]
    public void Frame_OverTheLimit_IsRejectedAndTheNextGoesOn()
    {
        var rejected = new List<Exception>();
        var wire = new RecordedWire();
        var writer = new FrameWriter(wire, new HeaderEncoder(path => (string)path), Limit)
        {
            Rejected = (_, cause) => rejected.Add(cause),
        };

        writer.Write([Message("/user/a", "/x", 1, new byte[Limit]), Message("/user/a", "/x", 2, [])]);

        Assert.Equal(2, Assert.Single(ReadAll(wire)).SerializerId);
        Assert.Contains("maximum-frame-size = 262144", Assert.Single(rejected).Message, StringComparison.Ordinal);
    }

    private static OutboundFrame Message(string path, string sender, int id, byte[] payload) =>
        new(FrameKind.Message, 0, path.Length == 0 ? null : path, sender, id, $"m{id}", payload, null);

    private static FrameWriter Writer(RecordedWire wire) =>
        new(wire, new HeaderEncoder(path => (string)path), Limit);

    private static string Shape(OutboundFrame f) =>
        $"{f.Recipient} {f.Sender} {f.SerializerId} {f.Manifest} {f.Payload.Length}";

    private static string Shape(InboundFrame f) =>
        $"{f.Recipient?.Text} {f.Sender?.Text} {f.SerializerId} {f.Manifest} {f.Payload.Length}";

    private static List<InboundFrame> ReadAll(RecordedWire wire)
    {
        var reader = new FrameReader(wire, Limit);
        var decoder = new HeaderDecoder();
        var frames = new List<InboundFrame>();
        while (reader.TryRead(out var header, out var payload)) frames.Add(decoder.Decode(header, payload));
        return frames;
    }

    private static void ReadUntilBroken(RecordedWire wire)
    {
        try
        {
            ReadAll(wire);
        }
        catch (IOException)
        {
            // The only way for a stream to fail.
        }
    }
}
