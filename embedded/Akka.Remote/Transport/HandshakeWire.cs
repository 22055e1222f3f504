using System.Buffers.Binary;
using System.Text;
using Akka.Remote.Transport.Tls;

namespace Akka.Remote.Transport;

/// <summary>Packets of a handshake: magic and version once in each direction, then u16 length, u8 type, body.</summary>
internal sealed class HandshakeWire(IWire wire, HandshakeSettings settings)
{
    public const int MaximumPacket = 2048;
    public const int HeaderBytes = sizeof(ushort) + 1;

    private static ReadOnlySpan<byte> Magic => "AKRM"u8;

    private readonly long started = settings.Time.GetTimestamp();

    public enum Packet : byte
    {
        Hello = 1,
        Challenge = 2,
        Proof = 3,
        Accepted = 4,
        Refused = 5,
    }

    public static HandshakeRefusedException TooSlow(HandshakeSettings settings) =>
        Refuse(Refusal.TooSlow, $"the handshake took longer than {settings.TimeLimit.TotalSeconds:0.###} s");

    public void WritePreamble()
    {
        Span<byte> preamble = stackalloc byte[6];
        Magic.CopyTo(preamble);
        BinaryPrimitives.WriteUInt16LittleEndian(preamble[4..], WireFormat.Version);
        wire.Write(preamble);
    }

    /// <exception cref="HandshakeRefusedException">The peer speaks something else, or another version.</exception>
    public void ReadPreamble()
    {
        Span<byte> preamble = stackalloc byte[6];
        ReadExactly(preamble);
        if (WireStream.IsTls(preamble[0]))
            throw Refuse(Refusal.Tls, $"{TlsSettings.Switch} is on for the dialler, off for the listener");
        if (!preamble[..4].SequenceEqual(Magic))
            throw Refuse(Refusal.NotThisProtocol, $"bytes {Convert.ToHexString(preamble)} are not this protocol");
        var version = BinaryPrimitives.ReadUInt16LittleEndian(preamble[4..]);
        if (version != WireFormat.Version)
            throw Refuse(Refusal.ProtocolVersion, $"protocol version {version}; wanted is {WireFormat.Version}");
    }

    public void Write(Packet type, ReadOnlySpan<byte> body)
    {
        var packet = new byte[HeaderBytes + body.Length];
        BinaryPrimitives.WriteUInt16LittleEndian(packet, (ushort)body.Length);
        packet[2] = (byte)type;
        body.CopyTo(packet.AsSpan(HeaderBytes));
        wire.Write(packet);
    }

    /// <summary>Tells the peer why, and waits until it has left: what it says meanwhile must not stay unread.</summary>
    /// <remarks>Closing a socket over unread bytes resets the connection, and the reason would be lost.</remarks>
    public void Tell(HandshakeRefusedException refusal)
    {
        try
        {
            Write(Packet.Refused, [(byte)refusal.Cause, .. Encoding.UTF8.GetBytes(refusal.Message)]);
            wire.EndWriting();
            Span<byte> unwanted = stackalloc byte[256];
            while (true) ReadExactly(unwanted);
        }
        catch (IOException)
        {
            // It has left, or the time is up; the refusal itself says enough here.
        }
    }

    /// <exception cref="HandshakeRefusedException">The peer refused, or the packet is not the one expected.</exception>
    public byte[] Read(Packet expected)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        ReadExactly(header);
        var length = BinaryPrimitives.ReadUInt16LittleEndian(header);
        if (length > MaximumPacket)
            throw Refuse(Refusal.NotThisProtocol, $"a handshake packet of {length} bytes; at most {MaximumPacket}");
        var body = new byte[length];
        ReadExactly(body);
        var type = (Packet)header[2];
        if (type == Packet.Refused) throw RefusedByPeer(body);
        return type == expected
            ? body
            : throw Refuse(Refusal.NotThisProtocol, $"handshake packet {header[2]} instead of {(byte)expected}");
    }

    private void ReadExactly(Span<byte> into)
    {
        while (into.Length > 0)
        {
            var left = settings.TimeLimit - settings.Time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero) throw TooSlow(settings);
            wire.ReadTimeout = left;
            var read = ReadOnce(into);
            if (read == 0) throw new IOException($"{wire.RemoteEndPoint} closed the connection during the handshake");
            into = into[read..];
        }
    }

    private int ReadOnce(Span<byte> into)
    {
        try
        {
            return wire.Read(into);
        }
        catch (IOException) when (settings.Time.GetElapsedTime(started) >= settings.TimeLimit)
        {
            throw TooSlow(settings);
        }
    }

    private static HandshakeRefusedException Refuse(Refusal cause, string reason) => new(cause, reason, byPeer: false);

    private static HandshakeRefusedException RefusedByPeer(byte[] body) => body.Length == 0
        ? Refuse(Refusal.NotThisProtocol, "an empty refusal")
        : new HandshakeRefusedException((Refusal)body[0], Encoding.UTF8.GetString(body.AsSpan(1)), byPeer: true);
}
