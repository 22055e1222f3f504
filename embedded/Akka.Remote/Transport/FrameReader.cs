using System.Buffers.Binary;

namespace Akka.Remote.Transport;

/// <summary>Cuts a stream into frames: small ones by way of a buffer, a big payload straight into its array.</summary>
internal sealed class FrameReader(IWire wire, int maximumFrameSize, int bufferSize = FrameReader.BufferSize)
{
    public const int BufferSize = 64 * 1024;

    /// <summary>For a lane's way back, where only acknowledgements come.</summary>
    public const int SmallBufferSize = WireFormat.MaximumHeader + Prefix;

    private const int Prefix = WireFormat.LengthBytes + WireFormat.HeaderLengthBytes;

    private readonly byte[] buffer = new byte[bufferSize];
    private int start;
    private int end;

    /// <summary>Whether bytes of a next frame are here already: reading it will hardly block.</summary>
    public bool HasBuffered => start < end;

    /// <param name="header">Valid until the next call.</param>
    /// <param name="payload">A new array that belongs to the caller.</param>
    /// <returns>False at the orderly end of the stream between two frames.</returns>
    /// <exception cref="ProtocolViolationException">A length is beyond its limit; nothing was allocated.</exception>
    /// <exception cref="IOException">The stream broke, or ended within a frame.</exception>
    public bool TryRead(out ReadOnlySpan<byte> header, out byte[] payload)
    {
        header = default;
        payload = [];
        if (!HasBuffered && !FillOnce()) return false;
        Fill(Prefix);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(start));
        var headerLength = BinaryPrimitives.ReadUInt16LittleEndian(buffer.AsSpan(start + WireFormat.LengthBytes));
        Check(length, headerLength);
        start += Prefix;
        Fill(headerLength);
        header = buffer.AsSpan(start, headerLength);
        start += headerLength;
        payload = ReadPayload((int)length - WireFormat.HeaderLengthBytes - headerLength);
        return true;
    }

    private void Check(uint length, int headerLength)
    {
        if (length > (uint)maximumFrameSize)
        {
            throw new ProtocolViolationException(
                $"A frame of {length} bytes is over akka.remote.dot-netty.tcp.maximum-frame-size = {maximumFrameSize}");
        }

        if (headerLength is 0 or > WireFormat.MaximumHeader || headerLength + WireFormat.HeaderLengthBytes > length)
            throw new ProtocolViolationException($"A header of {headerLength} bytes in a frame of {length}");
    }

    private byte[] ReadPayload(int length)
    {
        if (length == 0) return [];
        var payload = GC.AllocateUninitializedArray<byte>(length);
        var filled = Math.Min(length, end - start);
        buffer.AsSpan(start, filled).CopyTo(payload);
        start += filled;
        // The header still lies in the buffer, so what is missing goes past it.
        while (filled < length)
        {
            var read = wire.Read(payload.AsSpan(filled));
            if (read == 0) throw EndedWithinFrame();
            filled += read;
        }

        return payload;
    }

    private void Fill(int bytes)
    {
        if (start + bytes > buffer.Length)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        while (end - start < bytes)
        {
            if (!FillOnce()) throw EndedWithinFrame();
        }
    }

    private bool FillOnce()
    {
        if (start == end) start = end = 0;
        var read = wire.Read(buffer.AsSpan(end));
        end += read;
        return read > 0;
    }

    private static IOException EndedWithinFrame() => new("The stream ended within a frame");
}
