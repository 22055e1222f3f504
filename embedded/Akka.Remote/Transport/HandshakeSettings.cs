using Akka.Remote.Transport.Tls;

namespace Akka.Remote.Transport;

/// <param name="Address">As the side wants to be called, system name included: akka.tcp://name@host:port.</param>
/// <param name="Uid">Drawn anew at every start of the system.</param>
internal sealed record Identity(string Address, int Uid);

/// <param name="Secret">akka.remote.secure-cookie where require-cookie is on, else null.</param>
/// <param name="TimeLimit">For all of TLS, and again for all of the handshake, however the bytes dribble in.</param>
internal sealed record HandshakeSettings(Identity Local, byte[]? Secret, TimeSpan TimeLimit, TimeProvider Time)
{
    /// <summary>Null where connections are without TLS.</summary>
    public TlsSettings? Tls { get; init; }
}

/// <summary>The other side, once the handshake is through.</summary>
internal sealed record Peer(Identity Identity, Lane Lane);
