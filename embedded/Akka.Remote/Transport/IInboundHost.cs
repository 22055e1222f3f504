namespace Akka.Remote.Transport;

/// <summary>What listening asks of the remoting above it. Called on the connections' own threads.</summary>
internal interface IInboundHost
{
    HandshakeSettings Handshake { get; }

    int MaximumFrameSize { get; }

    /// <exception cref="HandshakeRefusedException">The peer is who it says it is, but may not come in.</exception>
    void Admit(Peer peer);

    /// <summary>Blocks until the earlier connections of that lane of the peer's are read to their end.</summary>
    /// <returns>Where the system messages of this peer stand, over all its connections.</returns>
    InboundSequence Opened(Peer peer, IWire wire);

    void Closed(Peer peer, IWire wire, Exception? cause);

    void Receive(Peer peer, in InboundFrame frame);

    /// <param name="cause">A refusal by either side, or a connection that broke before it was through.</param>
    void Refused(string remoteEndPoint, Exception cause);
}
