using Akka.Actor;
using Akka.Event;
using Akka.Remote.Transport.Tls;

namespace Akka.Remote.Transport;

/// <summary>What there is between this system and one other: three lanes out, what came in, the other's uid.</summary>
/// <remarks>
/// A uid stands for one life of the peer's system. When another one shows up at the address, the peer was restarted:
/// the old uid is quarantined, which watchers learn as AddressTerminated, and system messages are numbered anew.
/// </remarks>
internal sealed class Association : IOutboundHost
{
    private readonly Lock guard = new();
    private readonly Remoting remoting;
    private readonly Gate gate;
    private readonly OutboundLane[] lanes;
    private readonly HashSet<IWire> inboundWires = [];
    private readonly InboundTurns[] turns = [.. Enum.GetValues<Lane>().Select(_ => new InboundTurns())];
    private readonly bool[] open = new bool[3];
    private InboundSequence sequence = new();
    private int? uid;
    private int? quarantined;
    private bool closing;

    public Association(Remoting remoting, Address remoteAddress)
    {
        this.remoting = remoting;
        RemoteAddress = remoteAddress;
        gate = new Gate(remoting.Settings.RetryGateClosedFor, TimeProvider.System);
        lanes = [.. Enum.GetValues<Lane>().Select(lane => new OutboundLane(lane, this, gate, remoting.Outbound))];
    }

    public Address RemoteAddress { get; }

    /// <summary>Of the life that was met last; null before the first.</summary>
    public int? Uid
    {
        get
        {
            lock (guard) return uid;
        }
    }

    public void Send(Lane lane, in OutboundFrame frame) => lanes[(int)lane].Send(frame);

    public void SendSystem(in OutboundFrame frame)
    {
        var waiting = lanes[(int)Lane.Control].SendReliably(frame);
        if (waiting > remoting.Settings.SystemMessageBufferSize)
            Quarantine(Uid, $"{waiting} system messages wait for an acknowledgement");
    }

    /// <param name="of">The life that is meant. Null: none is known; what waits is given up, nobody shut out.</param>
    public void Quarantine(int? of, string reason)
    {
        lock (guard)
        {
            if (of is not null && (of == quarantined || (uid is not null && of != uid))) return;
            quarantined = of ?? quarantined;
        }

        gate.Close();
        if (of is not null) Cut(Wires());
        foreach (var lane in lanes) lane.DropPending();
        lanes[(int)Lane.Control].AbandonUnacknowledged();
        remoting.Quarantined(RemoteAddress, of, reason);
    }

    /// <summary>Checks and notes who answered or called; before any message from there is delivered.</summary>
    /// <exception cref="HandshakeRefusedException">That life of the peer is quarantined.</exception>
    public void Meet(int peerUid)
    {
        int? ended;
        IWire[] old;
        lock (guard)
        {
            if (peerUid == quarantined) throw Refuse(peerUid);
            if (uid == peerUid) return;
            ended = uid == quarantined ? null : uid;
            old = Wires(); // now, for the next moment one of the new life's may be among them
            quarantined = ended ?? quarantined;
            uid = peerUid;
            sequence = new InboundSequence();
        }

        foreach (var wire in old) Forget(wire);
        Cut(old);
        if (ended is null) return;
        lanes[(int)Lane.Control].AbandonUnacknowledged();
        remoting.Quarantined(RemoteAddress, ended, $"it was restarted and has uid {peerUid} now");
    }

    /// <summary>Returns when the lane's earlier connections have delivered all that had arrived over them.</summary>
    public InboundSequence Opened(Lane lane, IWire wire)
    {
        gate.Open();
        bool first;
        InboundSequence current;
        lock (guard)
        {
            first = inboundWires.Count == 0;
            inboundWires.Add(wire);
            current = sequence;
        }

        if (first) remoting.Publish(new AssociatedEvent(remoting.LocalAddress, RemoteAddress, inbound: true));
        turns[(int)lane].Await(wire);
        return current;
    }

    public void Closed(Lane lane, IWire wire, Exception? cause)
    {
        turns[(int)lane].End(wire);
        ReportBroken(cause, inbound: true);
        Forget(wire);
    }

    /// <summary>Sends what is queued, then closes for good.</summary>
    public void Close()
    {
        closing = true;
        foreach (var lane in lanes) lane.Close();
    }

    public void AwaitClosed(DateTime deadline)
    {
        foreach (var lane in lanes)
        {
            var left = deadline - DateTime.UtcNow;
            lane.AwaitClosed(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }

        Cut(Wires());
    }

    IWire IOutboundHost.Dial(Lane lane)
    {
        var wire = remoting.Connect(RemoteAddress);
        try
        {
            wire = TlsWire.Dial(wire, remoting.Handshake, RemoteAddress.Host!);
            var peer = Handshake.Dial(wire, remoting.Handshake, RemoteAddress.ToString(), lane);
            wire.ReadTimeout = Timeout.InfiniteTimeSpan;
            Meet(peer.Identity.Uid);
            return wire;
        }
        catch (IOException)
        {
            wire.Dispose();
            throw;
        }
    }

    void IOutboundHost.Opened(Lane lane)
    {
        bool first;
        lock (guard)
        {
            first = !open.Contains(true);
            open[(int)lane] = true;
        }

        if (first) remoting.Publish(new AssociatedEvent(remoting.LocalAddress, RemoteAddress, inbound: false));
    }

    void IOutboundHost.Closed(Lane lane, Exception? cause)
    {
        bool last;
        lock (guard)
        {
            open[(int)lane] = false;
            last = !open.Contains(true);
        }

        ReportBroken(cause, inbound: false);
        if (last) remoting.Publish(new DisassociatedEvent(remoting.LocalAddress, RemoteAddress, inbound: false));
    }

    void IOutboundHost.Unreachable(Lane lane, Exception cause)
    {
        if (closing) return;
        remoting.Unreachable(RemoteAddress, lane, cause);
    }

    void IOutboundHost.Undeliverable(OutboundFrame frame, Exception? cause) => remoting.Undeliverable(frame, cause);

    private void Forget(IWire inbound)
    {
        bool last;
        lock (guard) last = inboundWires.Remove(inbound) && inboundWires.Count == 0;
        if (last) remoting.Publish(new DisassociatedEvent(remoting.LocalAddress, RemoteAddress, inbound: true));
    }

    private void ReportBroken(Exception? cause, bool inbound)
    {
        if (cause is null || closing) return;
        remoting.Publish(new AssociationErrorEvent(
            cause, remoting.LocalAddress, RemoteAddress, inbound, LogLevel.WarningLevel));
    }

    private IWire[] Wires()
    {
        lock (guard) return [.. inboundWires, .. lanes.Select(lane => lane.Wire).OfType<IWire>()];
    }

    private static void Cut(IWire[] wires)
    {
        foreach (var wire in wires) wire.Cut();
    }

    private HandshakeRefusedException Refuse(int peerUid) => new(
        Refusal.Quarantined, $"{RemoteAddress} with uid {peerUid} is quarantined; it must be restarted", byPeer: false);
}
