using static Akka.Remote.Transport.WireFormat;

namespace Akka.Remote.Transport;

/// <summary>kind u8, sequence varint, serializer id zigzag varint, recipient, sender, manifest.</summary>
internal sealed class HeaderEncoder(Func<object, string> pathOf)
{
    private readonly SentNames paths = new(ReferenceEqualityComparer.Instance, pathOf);
    private readonly SentNames manifests = new(EqualityComparer<object>.Default, manifest => (string)manifest);

    /// <summary>A whole frame of at most 32 bytes.</summary>
    public static int EncodeAcknowledgement(Span<byte> into, long sequence)
    {
        const int prefix = LengthBytes + HeaderLengthBytes;
        into[prefix] = (byte)FrameKind.Ack;
        var header = 1 + WriteVarint(into[(prefix + 1)..], (ulong)sequence);
        WriteLengths(into, header, payload: 0);
        return prefix + header;
    }

    /// <exception cref="ArgumentException">A name is too long; the tables are out of step until Forget.</exception>
    public int Encode(Span<byte> into, in OutboundFrame frame)
    {
        into[0] = (byte)frame.Kind;
        var length = 1 + WriteVarint(into[1..], (ulong)frame.Sequence);
        var zigzag = (uint)((frame.SerializerId << 1) ^ (frame.SerializerId >> 31));
        length += WriteVarint(into[length..], zigzag);
        length += paths.Encode(into[length..], frame.Recipient);
        length += paths.Encode(into[length..], frame.Sender);
        return length + manifests.Encode(into[length..], frame.Manifest.Length == 0 ? null : frame.Manifest);
    }

    public void Forget()
    {
        paths.Forget();
        manifests.Forget();
    }
}

internal sealed class HeaderDecoder
{
    private readonly ReceivedNames paths = new();
    private readonly ReceivedNames manifests = new();

    /// <exception cref="ProtocolViolationException">The header is none.</exception>
    public InboundFrame Decode(ReadOnlySpan<byte> header, byte[] payload)
    {
        var kind = (FrameKind)header[0];
        if (kind is < FrameKind.Message or > FrameKind.Ack)
            throw new ProtocolViolationException($"A frame of kind {header[0]}; known are 1 to 3");
        var rest = header[1..];
        var sequence = (long)ReadVarint(ref rest);
        if (kind == FrameKind.Ack) return new InboundFrame(kind, sequence, null, null, 0, "", payload);
        var zigzag = (uint)ReadVarint(ref rest);
        var serializerId = (int)(zigzag >> 1) ^ -(int)(zigzag & 1);
        var recipient = paths.Decode(ref rest);
        var sender = paths.Decode(ref rest);
        var manifest = manifests.Decode(ref rest);
        return new InboundFrame(kind, sequence, recipient, sender, serializerId, manifest?.Text ?? "", payload);
    }
}
