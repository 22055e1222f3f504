namespace Akka.Remote.Transport;

/// <summary>The lane's own thread: connects, writes what queued up, starts over when the connection broke.</summary>
internal sealed partial class OutboundLane
{
    private const int MaximumBatch = 512;
    private const long MaximumBatchBytes = 1024 * 1024;

    private OutboundFrame[] batch = [];
    private Thread? pump;
    private Thread? replies;

    private void StartPump()
    {
        if (pump is not null || closing) return;
        batch = new OutboundFrame[MaximumBatch];
        pump = new Thread(Pump) { IsBackground = true, Name = $"akka.remote-{lane}-out" };
        pump.Start();
    }

    private void Pump()
    {
        while (AwaitWork())
        {
            var through = connection ?? Connect();
            if (through is not null) WriteBatch(through);
        }

        // The peer closes when it has read everything; closing first could throw away what is on its way.
        connection?.Wire.EndWriting();
        replies?.Join();
    }

    /// <returns>False once the lane is closed and nothing is left to send.</returns>
    private bool AwaitWork()
    {
        lock (sync)
        {
            while (true)
            {
                if (!writing && pending.Count > 0) return true;
                var owes = connection is null && unacknowledged.Count > 0;
                if (owes && !gate.IsClosed) return true;
                if (closing && !writing) return false;
                if (owes) Monitor.Wait(sync, gate.Remaining);
                else Monitor.Wait(sync);
            }
        }
    }

    private OutboundConnection? Connect()
    {
        if (gate.IsClosed)
        {
            Drop(null);
            return null;
        }

        try
        {
            return Open(host.Dial(lane));
        }
        catch (Exception e)
        {
            gate.Close();
            host.Unreachable(lane, e);
            Drop(e);
            return null;
        }
    }

    private OutboundConnection Open(IWire wire)
    {
        var encoder = new HeaderEncoder(settings.PathOf);
        var writer = new FrameWriter(wire, encoder, settings.MaximumFrameSize) { Rejected = host.Undeliverable };
        var opened = new OutboundConnection(wire, writer);
        host.Opened(lane);
        lock (sync)
        {
            PutUnacknowledgedFirst();
            connection = opened;
        }

        replies = new Thread(() => ReadReplies(opened)) { IsBackground = true, Name = $"akka.remote-{lane}-acks" };
        replies.Start();
        return opened;
    }

    private void PutUnacknowledgedFirst()
    {
        if (unacknowledged.Count == 0) return;
        OutboundFrame[] rest = [.. pending.Where(frame => frame.Kind != FrameKind.System)];
        pending.Clear();
        pendingBytes = 0;
        foreach (var frame in unacknowledged.ToArray()) Append(frame);
        foreach (var frame in rest) Append(frame);
    }

    private void WriteBatch(OutboundConnection through)
    {
        var count = 0;
        var bytes = 0L;
        lock (sync)
        {
            if (writing || connection != through) return;
            while (count < MaximumBatch && bytes < MaximumBatchBytes && pending.TryDequeue(out batch[count]))
                bytes += batch[count++].Size;
            writing = true;
        }

        WriteGuarded(through, batch.AsSpan(0, count));
        batch.AsSpan(0, count).Clear();
        lock (sync)
        {
            pendingBytes = Math.Max(0, pendingBytes - bytes);
            Monitor.PulseAll(sync);
        }

        EndWriting();
    }

    /// <summary>Acknowledgements, and the end of the connection, which a writer alone would notice too late.</summary>
    private void ReadReplies(OutboundConnection from)
    {
        IsReaderThread = true;
        Exception? cause = null;
        try
        {
            var reader = new FrameReader(from.Wire, WireFormat.MaximumHeader, FrameReader.SmallBufferSize);
            var decoder = new HeaderDecoder();
            while (reader.TryRead(out var header, out var payload)) Acknowledge(decoder.Decode(header, payload));
        }
        catch (Exception e)
        {
            cause = e;
        }

        Broken(from, cause);
        from.Wire.Dispose();
    }

    private void Acknowledge(in InboundFrame frame)
    {
        if (frame.Kind != FrameKind.Ack) throw new ProtocolViolationException($"A {frame.Kind} against the lane");
        lock (sync) unacknowledged.Acknowledge(frame.Sequence);
    }
}
