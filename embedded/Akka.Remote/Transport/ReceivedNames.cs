using System.Text;

namespace Akka.Remote.Transport;

/// <summary>The receiver's half of <see cref="SentNames"/>.</summary>
internal sealed class ReceivedNames
{
    private readonly ReceivedName?[] slots = new ReceivedName?[WireFormat.NameSlots];

    /// <exception cref="ProtocolViolationException">The bytes are cut off, or name a slot never filled.</exception>
    public ReceivedName? Decode(ref ReadOnlySpan<byte> from)
    {
        var code = WireFormat.ReadVarint(ref from);
        switch (code)
        {
            case SentNames.None:
                return null;
            case SentNames.Literal:
                return new ReceivedName(ReadString(ref from));
            case SentNames.LiteralInSlot:
                var slot = WireFormat.ReadVarint(ref from);
                if (slot >= WireFormat.NameSlots) throw Unknown(slot);
                return slots[slot] = new ReceivedName(ReadString(ref from));
            default:
                var index = code - SentNames.FirstSlot;
                return (index < WireFormat.NameSlots ? slots[index] : null) ?? throw Unknown(index);
        }
    }

    private static string ReadString(ref ReadOnlySpan<byte> from)
    {
        var length = WireFormat.ReadVarint(ref from);
        if (length > WireFormat.MaximumName || length > (ulong)from.Length)
            throw new ProtocolViolationException($"A name of {length} bytes in a header with {from.Length} left");
        var text = Encoding.UTF8.GetString(from[..(int)length]);
        from = from[(int)length..];
        return text;
    }

    private static ProtocolViolationException Unknown(ulong slot) => new($"Slot {slot} holds no name");
}

/// <summary>A path or manifest as it came; who resolves it may leave the outcome here for the next message.</summary>
internal sealed class ReceivedName(string text)
{
    public string Text { get; } = text;

    public object? Resolved { get; set; }
}
