using System.Collections.Concurrent;
using Akka.Remote.Transport;

namespace Embedded.Akka.Remote.Tests.Transport;

/// <summary>An association as a lane sees it, with a connection that the test holds the other end of.</summary>
internal sealed class LaneHost : IOutboundHost
{
    public Func<IWire> OnDial { get; set; } = () => throw new IOException("nobody there");

    public BlockingCollection<(OutboundFrame Frame, Exception? Cause)> Lost { get; } = [];

    public BlockingCollection<string> Events { get; } = [];

    public static OutboundSettings Settings(long bufferLimit = 1 << 20) =>
        new(bufferLimit, 1 << 24, path => (string)path);

    public static Gate Gate(double seconds = 60) => new(TimeSpan.FromSeconds(seconds), TimeProvider.System);

    public static OutboundFrame Frame(int id, int size = 0, FrameKind kind = FrameKind.Message) =>
        new(kind, 0, "/user/a", null, id, "m", new byte[size], null);

    /// <summary>The frames that arrive at the other end of a pipe, acknowledged as they come.</summary>
    public static IEnumerable<InboundFrame> Receive(PipeWire wire)
    {
        var reader = new FrameReader(wire, 1 << 24);
        var decoder = new HeaderDecoder();
        var acknowledgement = new byte[32];
        while (reader.TryRead(out var header, out var payload))
        {
            var frame = decoder.Decode(header, payload);
            if (frame.Sequence > 0)
            {
                var length = HeaderEncoder.EncodeAcknowledgement(acknowledgement, frame.Sequence);
                wire.Write(acknowledgement.AsSpan(0, length));
            }

            yield return frame;
        }
    }

    IWire IOutboundHost.Dial(Lane lane) => OnDial();

    void IOutboundHost.Opened(Lane lane) => Events.Add("opened");

    void IOutboundHost.Closed(Lane lane, Exception? cause) => Events.Add("closed");

    void IOutboundHost.Unreachable(Lane lane, Exception cause) => Events.Add("unreachable");

    void IOutboundHost.Undeliverable(OutboundFrame frame, Exception? cause) => Lost.Add((frame, cause));
}
