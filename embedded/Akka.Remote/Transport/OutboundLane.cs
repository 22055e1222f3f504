using System.Diagnostics;

namespace Akka.Remote.Transport;

/// <summary>Sends frames over one connection, opened when first used and again when it broke.</summary>
/// <remarks>
/// A sender that finds the lane idle writes by itself: no thread switch on the way out. While somebody writes, or wrote
/// a moment ago, frames queue up and the lane's own thread, the pump, sends them many to a system call. Order is that
/// of the calls. Over the limit of queued bytes a sender waits, save on the control lane and on threads that read from
/// the network: were readers to wait for writers, two systems could wait for each other.
/// </remarks>
internal sealed partial class OutboundLane(Lane lane, IOutboundHost host, Gate gate, OutboundSettings settings)
{
    /// <summary>Within it of the last write, the next frame waits for others to share its system call.</summary>
    private static readonly long BurstGap = Stopwatch.Frequency / 1_000_000 * 8;

    private readonly object sync = new();
    private readonly Queue<OutboundFrame> pending = new();
    private readonly UnacknowledgedFrames unacknowledged = new();
    private long pendingBytes;
    private OutboundConnection? connection;
    private bool writing;
    private bool closing;
    private long lastWrite;

    /// <summary>Set on threads that read from the network: they never wait for a send buffer.</summary>
    [ThreadStatic]
    internal static bool IsReaderThread;

    /// <summary>Threads that wait for room in the buffer.</summary>
    internal int WaitingSenders { get; private set; }

    public void Send(in OutboundFrame frame)
    {
        var inline = Enqueue(frame, out var dropped);
        if (dropped) host.Undeliverable(frame, null);
        if (inline is null) return;
        WriteGuarded(inline, new ReadOnlySpan<OutboundFrame>(in frame));
        EndWriting();
    }

    /// <summary>Queues the frame, and sends it on every new connection until the peer has acknowledged it.</summary>
    /// <returns>How many are unacknowledged now.</returns>
    public int SendReliably(in OutboundFrame frame)
    {
        lock (sync)
        {
            var numbered = unacknowledged.Add(frame);
            if (connection is not null) Append(numbered);
            StartPump();
            Monitor.PulseAll(sync);
            return unacknowledged.Count;
        }
    }

    /// <summary>Gives up what was to be sent reliably: the peer that was to have it is no more.</summary>
    public void AbandonUnacknowledged()
    {
        OutboundFrame[] abandoned;
        lock (sync) abandoned = unacknowledged.StartOver();
        foreach (var frame in abandoned) host.Undeliverable(frame, null);
    }

    /// <summary>Of the open connection, or null. When it is cut, the lane opens anew when next used.</summary>
    public IWire? Wire => Volatile.Read(ref connection)?.Wire;

    public void DropPending() => Drop(null);

    /// <summary>Sends what is queued, then closes for good.</summary>
    public void Close()
    {
        lock (sync)
        {
            closing = true;
            Monitor.PulseAll(sync);
        }
    }

    /// <summary>Waits for what <see cref="Close"/> began; when the time is up, the connection is cut.</summary>
    public void AwaitClosed(TimeSpan timeout)
    {
        pump?.Join(timeout);
        Wire?.Cut();
    }

    private OutboundConnection? Enqueue(in OutboundFrame frame, out bool dropped)
    {
        lock (sync)
        {
            AwaitRoom(frame.Size);
            dropped = closing || (connection is null && gate.IsClosed);
            if (dropped) return null;
            if (MayWriteInline())
            {
                writing = true;
                return connection;
            }

            Append(frame);
            StartPump();
            if (!writing) Monitor.PulseAll(sync);
            return null;
        }
    }

    private bool MayWriteInline() =>
        lane != Lane.Control && connection is not null && !writing && pending.Count == 0 && !IsReaderThread
        && Stopwatch.GetTimestamp() - lastWrite > BurstGap;

    private void AwaitRoom(long size)
    {
        if (lane == Lane.Control || IsReaderThread) return;
        while (pendingBytes > 0 && pendingBytes + size > settings.BufferLimit && !closing && !gate.IsClosed)
        {
            WaitingSenders++;
            Monitor.Wait(sync);
            WaitingSenders--;
        }
    }

    private void Append(in OutboundFrame frame)
    {
        pending.Enqueue(frame);
        pendingBytes += frame.Size;
    }

    private void WriteGuarded(OutboundConnection through, ReadOnlySpan<OutboundFrame> frames)
    {
        try
        {
            through.Writer.Write(frames);
        }
        catch (IOException e)
        {
            foreach (var frame in frames) GiveUp(frame, e);
            Broken(through, e);
        }
    }

    private void EndWriting()
    {
        lock (sync)
        {
            writing = false;
            lastWrite = Stopwatch.GetTimestamp();
            if (pending.Count > 0 || closing) Monitor.PulseAll(sync);
        }
    }

    private void Broken(OutboundConnection broken, Exception? cause)
    {
        lock (sync)
        {
            if (connection != broken) return;
            connection = null;
            Monitor.PulseAll(sync);
        }

        broken.Wire.Cut();
        host.Closed(lane, cause);
    }

    private void Drop(Exception? cause)
    {
        OutboundFrame[] dropped;
        lock (sync)
        {
            dropped = [.. pending];
            pending.Clear();
            pendingBytes = 0;
            Monitor.PulseAll(sync);
        }

        foreach (var frame in dropped) GiveUp(frame, cause);
    }

    // A system message stays unacknowledged and goes out again with the next connection.
    private void GiveUp(in OutboundFrame frame, Exception? cause)
    {
        if (frame.Kind != FrameKind.System) host.Undeliverable(frame, cause);
    }
}

/// <param name="BufferLimit">Bytes queued in a lane from which on senders wait.</param>
internal sealed record OutboundSettings(long BufferLimit, int MaximumFrameSize, Func<object, string> PathOf);

internal sealed record OutboundConnection(IWire Wire, FrameWriter Writer);
