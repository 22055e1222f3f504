namespace Akka.Remote.Transport;

/// <summary>Puts frames on a wire: small payloads gathered into one write, big ones from their own arrays.</summary>
internal sealed class FrameWriter(IWire wire, HeaderEncoder encoder, int maximumFrameSize)
{
    /// <summary>From here on a copy costs more than one more segment in the gather list.</summary>
    private const int BigPayload = 8 * 1024;
    private const int StagingSize = 64 * 1024;
    private const int MaximumSegments = 64;
    private const int Prefix = WireFormat.LengthBytes + WireFormat.HeaderLengthBytes;
    private const int Room = Prefix + WireFormat.MaximumHeader + BigPayload;

    private readonly byte[] staging = new byte[StagingSize];
    private readonly List<ArraySegment<byte>> segments = [];
    private int staged;
    private int unsent;

    /// <summary>Called for a frame that cannot be sent at all; the others of the batch go on.</summary>
    public Action<OutboundFrame, Exception> Rejected { get; init; } = (_, _) => { };

    /// <exception cref="IOException">The connection broke: none, some or all of the frames have arrived.</exception>
    public void Write(ReadOnlySpan<OutboundFrame> frames)
    {
        foreach (ref readonly var frame in frames)
        {
            if (staging.Length - staged < Room || segments.Count >= MaximumSegments) Flush();
            TryStage(frame);
        }

        Flush();
    }

    private void TryStage(in OutboundFrame frame)
    {
        try
        {
            Stage(frame);
        }
        catch (Exception e)
        {
            // Nothing of it is on the wire, but the names it would have taught the peer are in the tables.
            encoder.Forget();
            Rejected(frame, e);
        }
    }

    private void Stage(in OutboundFrame frame)
    {
        var header = encoder.Encode(staging.AsSpan(staged + Prefix, WireFormat.MaximumHeader), frame);
        var length = WireFormat.HeaderLengthBytes + header + (long)frame.Payload.Length;
        if (length > maximumFrameSize) throw new OversizedFrameException(length, maximumFrameSize);
        WireFormat.WriteLengths(staging.AsSpan(staged), header, frame.Payload.Length);
        staged += Prefix + header;
        if (frame.Payload.Length < BigPayload)
        {
            frame.Payload.CopyTo(staging, staged);
            staged += frame.Payload.Length;
            return;
        }

        AddStaged();
        segments.Add(frame.Payload);
    }

    private void Flush()
    {
        if (segments.Count == 0)
        {
            if (staged > 0) wire.Write(staging.AsSpan(0, staged));
        }
        else
        {
            AddStaged();
            wire.Write(segments);
            segments.Clear();
        }

        staged = unsent = 0;
    }

    private void AddStaged()
    {
        if (staged > unsent) segments.Add(new ArraySegment<byte>(staging, unsent, staged - unsent));
        unsent = staged;
    }
}

/// <summary>A message does not fit akka.remote.dot-netty.tcp.maximum-frame-size.</summary>
internal sealed class OversizedFrameException(long size, int limit) : Exception(
    $"A frame of {size} bytes is over akka.remote.dot-netty.tcp.maximum-frame-size = {limit}");
