using System.Security.Cryptography;
using static Akka.Remote.Transport.HandshakeWire;

namespace Akka.Remote.Transport;

/// <summary>Hello, Challenge, Proof, Accepted: who is who, and both know the secret, which never travels.</summary>
/// <remarks>
/// A proof is HMAC-SHA256 over the side's role, the Hello and the Challenge: both nonces, both identities and the lane.
/// The dialler proves first, so that nobody gets a proof to guess passwords by from a listener merely by asking.
/// </remarks>
internal static class Handshake
{
    /// <exception cref="HandshakeRefusedException">One side refuses; if this one, it tells why.</exception>
    public static Peer Dial(IWire wire, HandshakeSettings settings, string target, Lane lane)
    {
        var packets = new HandshakeWire(wire, settings);
        var hello = new Hello(settings.Local, target, lane, RandomNumberGenerator.GetBytes(PacketWriter.NonceBytes));
        packets.WritePreamble();
        return TellingWhy(packets, () =>
        {
            CheckCertificate(wire);
            packets.Write(Packet.Hello, hello.ToBytes());
            packets.ReadPreamble();
            var reply = packets.Read(Packet.Challenge);
            var challenge = Challenge.Parse(reply);
            CheckAddress(target, challenge.From.Address);
            CheckCookie(challenge.WantsProof, settings);
            packets.Write(Packet.Proof, Proof("dialler", settings.Secret, hello.ToBytes(), reply));
            CheckProof(packets.Read(Packet.Accepted), "listener", settings.Secret, hello.ToBytes(), reply);
            return new Peer(challenge.From, lane);
        });
    }

    /// <param name="admit">Throws HandshakeRefusedException for a proven peer that may not come in.</param>
    /// <exception cref="HandshakeRefusedException">One side refuses; if this one, it tells why.</exception>
    public static Peer Accept(IWire wire, HandshakeSettings settings, Action<Peer> admit)
    {
        var packets = new HandshakeWire(wire, settings);
        packets.WritePreamble();
        return TellingWhy(packets, () =>
        {
            CheckCertificate(wire);
            packets.ReadPreamble();
            var request = packets.Read(Packet.Hello);
            var hello = Hello.Parse(request);
            CheckAddress(hello.Target, settings.Local.Address);
            var nonce = RandomNumberGenerator.GetBytes(PacketWriter.NonceBytes);
            var challenge = new Challenge(settings.Local, settings.Secret is not null, nonce).ToBytes();
            packets.Write(Packet.Challenge, challenge);
            CheckProof(packets.Read(Packet.Proof), "dialler", settings.Secret, request, challenge);
            var peer = new Peer(hello.From, hello.Lane);
            admit(peer);
            packets.Write(Packet.Accepted, Proof("listener", settings.Secret, request, challenge));
            return peer;
        });
    }

    private static Peer TellingWhy(HandshakeWire packets, Func<Peer> steps)
    {
        try
        {
            return steps();
        }
        catch (HandshakeRefusedException refusal) when (!refusal.ByPeer)
        {
            packets.Tell(refusal);
            throw;
        }
    }

    private static void CheckCertificate(IWire wire)
    {
        if (wire.Objection is { } why) throw new HandshakeRefusedException(Refusal.Certificate, why, byPeer: false);
    }

    private static void CheckAddress(string wanted, string actual)
    {
        if (wanted == actual) return;
        throw new HandshakeRefusedException(Refusal.WrongAddress, $"{wanted} was called; here is {actual}", false);
    }

    private static void CheckCookie(bool peerWantsProof, HandshakeSettings settings)
    {
        if (peerWantsProof == settings.Secret is not null) return;
        var (with, without) = peerWantsProof ? ("the listener", "the dialler") : ("the dialler", "the listener");
        throw new HandshakeRefusedException(
            Refusal.WrongSecret, $"akka.remote.require-cookie is on for {with}, off for {without}", byPeer: false);
    }

    private static byte[] Proof(string role, byte[]? secret, byte[] hello, byte[] challenge)
    {
        if (secret is null) return [];
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        mac.AppendData([.. System.Text.Encoding.ASCII.GetBytes(role), (byte)WireFormat.Version]);
        mac.AppendData(SHA256.HashData(hello));
        mac.AppendData(SHA256.HashData(challenge));
        return mac.GetHashAndReset();
    }

    private static void CheckProof(byte[] proof, string role, byte[]? secret, byte[] hello, byte[] challenge)
    {
        if (CryptographicOperations.FixedTimeEquals(proof, Proof(role, secret, hello, challenge))) return;
        throw new HandshakeRefusedException(
            Refusal.WrongSecret, $"the {role} does not know akka.remote.secure-cookie", byPeer: false);
    }
}
