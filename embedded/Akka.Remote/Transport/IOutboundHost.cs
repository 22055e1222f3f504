namespace Akka.Remote.Transport;

/// <summary>What an outbound lane asks of its association. Called on any thread, no lock held.</summary>
internal interface IOutboundHost
{
    /// <summary>Connects and shakes hands; blocks.</summary>
    /// <exception cref="IOException">It could not, for the reason given.</exception>
    IWire Dial(Lane lane);

    void Opened(Lane lane);

    /// <param name="cause">Null when the peer closed in an orderly way.</param>
    void Closed(Lane lane, Exception? cause);

    void Unreachable(Lane lane, Exception cause);

    /// <param name="cause">Null when the peer is known to be unreachable, or the lane is closed.</param>
    void Undeliverable(OutboundFrame frame, Exception? cause);
}
