using Akka.Remote.Transport.Tls;

namespace Akka.Remote.Transport;

/// <summary>One lane of a peer's: shakes hands, then reads frames on its own thread until the end.</summary>
internal sealed class InboundConnection(IWire accepted, IInboundHost host)
{
    private const int MaximumUnacknowledged = 64;

    private IWire wire = accepted;
    private long acknowledged;

    public void Run(Action handshakeOver)
    {
        OutboundLane.IsReaderThread = true;
        try
        {
            var peer = ShakeHands();
            handshakeOver();
            if (peer is not null) Serve(peer);
        }
        finally
        {
            wire.Dispose();
        }
    }

    private Peer? ShakeHands()
    {
        try
        {
            wire = TlsWire.Accept(wire, host.Handshake);
            var peer = Handshake.Accept(wire, host.Handshake, host.Admit);
            wire.ReadTimeout = Timeout.InfiniteTimeSpan;
            return peer;
        }
        catch (Exception e)
        {
            host.Refused(wire.RemoteEndPoint, e);
            return null;
        }
    }

    private void Serve(Peer peer)
    {
        var sequence = host.Opened(peer, wire);
        Exception? cause = null;
        try
        {
            ReadFrames(peer, sequence);
        }
        catch (Exception e)
        {
            cause = e;
        }

        host.Closed(peer, wire, cause);
    }

    private void ReadFrames(Peer peer, InboundSequence sequence)
    {
        var reader = new FrameReader(wire, host.MaximumFrameSize);
        var decoder = new HeaderDecoder();
        while (reader.TryRead(out var header, out var payload))
        {
            var frame = decoder.Decode(header, payload);
            if (frame.Kind == FrameKind.Message) host.Receive(peer, frame);
            else ReceiveSystem(peer, sequence, frame);
            if (!reader.HasBuffered || sequence.Last - acknowledged >= MaximumUnacknowledged)
                Acknowledge(sequence.Last);
        }
    }

    private void ReceiveSystem(Peer peer, InboundSequence sequence, InboundFrame frame)
    {
        if (frame.Kind != FrameKind.System) throw new ProtocolViolationException("An acknowledgement along the lane");
        sequence.Deliver(frame.Sequence, () => host.Receive(peer, frame));
    }

    private void Acknowledge(long sequence)
    {
        if (sequence == acknowledged) return;
        acknowledged = sequence;
        Span<byte> frame = stackalloc byte[32];
        wire.Write(frame[..HeaderEncoder.EncodeAcknowledgement(frame, sequence)]);
    }
}
