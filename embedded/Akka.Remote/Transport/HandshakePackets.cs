using System.Buffers.Binary;
using System.Text;

namespace Akka.Remote.Transport;

/// <param name="Target">Whom the dialler means to reach: the listener's own address, or it refuses.</param>
internal sealed record Hello(Identity From, string Target, Lane Lane, byte[] Nonce)
{
    public byte[] ToBytes() => PacketWriter.Write(From, Nonce, [(byte)Lane, .. Encoding.UTF8.GetBytes(Target)]);

    public static Hello Parse(byte[] packet)
    {
        var (from, nonce, rest) = PacketWriter.Read(packet);
        if (rest.Length == 0 || rest[0] > (byte)Lane.Bulk) throw PacketWriter.Garbled("a lane");
        return new Hello(from, Encoding.UTF8.GetString(rest.AsSpan(1)), (Lane)rest[0], nonce);
    }
}

/// <param name="WantsProof">Whether the listener requires a cookie; both sides do, or neither.</param>
internal sealed record Challenge(Identity From, bool WantsProof, byte[] Nonce)
{
    public byte[] ToBytes() => PacketWriter.Write(From, Nonce, [WantsProof ? (byte)1 : (byte)0]);

    public static Challenge Parse(byte[] packet)
    {
        var (from, nonce, rest) = PacketWriter.Read(packet);
        if (rest is not [0 or 1]) throw PacketWriter.Garbled("a flag");
        return new Challenge(from, rest[0] == 1, nonce);
    }
}

/// <summary>What Hello and Challenge share: uid i32, nonce, address with its length u16, and a rest.</summary>
internal static class PacketWriter
{
    public const int NonceBytes = 32;
    private const int Fixed = sizeof(int) + NonceBytes + sizeof(ushort);

    public static byte[] Write(Identity from, byte[] nonce, byte[] rest)
    {
        var address = Encoding.UTF8.GetBytes(from.Address);
        var packet = new byte[Fixed + address.Length + rest.Length];
        BinaryPrimitives.WriteInt32LittleEndian(packet, from.Uid);
        nonce.CopyTo(packet, sizeof(int));
        BinaryPrimitives.WriteUInt16LittleEndian(packet.AsSpan(sizeof(int) + NonceBytes), (ushort)address.Length);
        address.CopyTo(packet, Fixed);
        rest.CopyTo(packet, Fixed + address.Length);
        return packet;
    }

    /// <exception cref="HandshakeRefusedException">The packet is cut off.</exception>
    public static (Identity From, byte[] Nonce, byte[] Tail) Read(byte[] packet)
    {
        if (packet.Length < Fixed) throw Garbled("an identity");
        var addressLength = BinaryPrimitives.ReadUInt16LittleEndian(packet.AsSpan(sizeof(int) + NonceBytes));
        if (addressLength > packet.Length - Fixed) throw Garbled("an address");
        var address = Encoding.UTF8.GetString(packet, Fixed, addressLength);
        var identity = new Identity(address, BinaryPrimitives.ReadInt32LittleEndian(packet));
        return (identity, packet[sizeof(int)..(sizeof(int) + NonceBytes)], packet[(Fixed + addressLength)..]);
    }

    public static HandshakeRefusedException Garbled(string missing) =>
        new(Refusal.NotThisProtocol, $"a handshake packet without {missing}", byPeer: false);
}
