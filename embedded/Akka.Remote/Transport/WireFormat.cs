using System.Buffers.Binary;

namespace Akka.Remote.Transport;

/// <summary>The numbers of the wire protocol; README.md has the whole of it.</summary>
internal static class WireFormat
{
    public const ushort Version = 1;

    /// <summary>u32: bytes of the frame that follow it.</summary>
    public const int LengthBytes = sizeof(uint);

    /// <summary>u16: bytes of the header, which the payload follows.</summary>
    public const int HeaderLengthBytes = sizeof(ushort);

    /// <summary>Three names and a few numbers.</summary>
    public const int MaximumHeader = 3 * MaximumName + 64;

    /// <summary>UTF-8 bytes of a path or a manifest.</summary>
    public const int MaximumName = 4096;

    /// <summary>Names that each side of a connection remembers, per kind; a power of two.</summary>
    public const int NameSlots = 1024;

    public static int WriteVarint(Span<byte> into, ulong value)
    {
        var length = 0;
        for (; value >= 0x80; value >>= 7) into[length++] = (byte)(value | 0x80);
        into[length++] = (byte)value;
        return length;
    }

    /// <exception cref="ProtocolViolationException">The number is cut off or longer than 64 bits.</exception>
    public static ulong ReadVarint(ref ReadOnlySpan<byte> from)
    {
        ulong value = 0;
        for (var i = 0; i < from.Length && i < 10; i++)
        {
            value |= (ulong)(from[i] & 0x7F) << (7 * i);
            if (from[i] >= 0x80) continue;
            from = from[(i + 1)..];
            return value;
        }

        throw new ProtocolViolationException($"A number in a header of {from.Length} bytes has no end");
    }

    public static void WriteLengths(Span<byte> into, int header, int payload)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(into, (uint)(HeaderLengthBytes + header + payload));
        BinaryPrimitives.WriteUInt16LittleEndian(into[LengthBytes..], (ushort)header);
    }
}
