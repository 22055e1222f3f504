using Akka.Remote.Transport;
using static Embedded.Akka.Remote.Tests.Transport.LaneHost;

namespace Embedded.Akka.Remote.Tests.Transport;

public sealed class OutboundLaneTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly LaneHost host = new();

    [Fact]
    public void Frames_FromOneSender_ArriveInOrder()
    {
        var (lane, far) = Connected(Lane.Ordinary);

        foreach (var id in Enumerable.Range(0, 10_000)) lane.Send(Frame(id, size: 10));
        lane.Close();

        Assert.Equal(Enumerable.Range(0, 10_000), Receive(far).Select(frame => frame.SerializerId));
    }

    [Fact]
    public async Task Frames_FromManySenders_ArriveInTheOrderOfEachSender()
    {
        var (lane, far) = Connected(Lane.Ordinary);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(sender => Task.Run(() =>
        {
            for (var i = 0; i < 1000; i++) lane.Send(Frame(sender * 1000 + i, size: i % 7 == 0 ? 10_000 : 10));
        })));
        lane.Close();

        var arrived = Receive(far).Select(frame => frame.SerializerId).ToList();
        Assert.Equal(4000, arrived.Count);
        Assert.All(arrived.GroupBy(id => id / 1000), ofOne => Assert.Equal(ofOne.Order(), ofOne));
    }

    [Fact]
    public void Peer_Unreachable_WhatWasQueuedIsLostAndTheGateCloses()
    {
        var gate = Gate();
        var lane = new OutboundLane(Lane.Ordinary, host, gate, Settings());

        lane.Send(Frame(1));
        Assert.True(host.Lost.TryTake(out var first, Patience));
        lane.Send(Frame(2));

        Assert.Equal("nobody there", first.Cause!.Message);
        Assert.True(gate.IsClosed);
        Assert.True(host.Lost.TryTake(out var second));
        Assert.Equal(2, second.Frame.SerializerId);
    }

    [Fact]
    public void Connection_Broken_TheNextFrameOpensAnotherOne()
    {
        var (lane, far) = Connected(Lane.Ordinary);
        lane.Send(Frame(1));
        Assert.Equal("opened", host.Events.Take());
        Assert.Equal(1, Receive(far).First().SerializerId);

        far.Dispose();
        Assert.Equal("closed", host.Events.Take());
        var (near, again) = PipeWire.Connect();
        host.OnDial = () => near;
        lane.Send(Frame(2));

        Assert.Equal("opened", host.Events.Take());
        Assert.Equal(2, Receive(again).First().SerializerId);
    }

    [Fact]
    public void SystemMessages_ConnectionCutAgainAndAgain_ArriveOnceAndInOrder()
    {
        var wires = new Queue<(PipeWire Near, PipeWire Far)>(Enumerable.Range(0, 4).Select(_ => PipeWire.Connect()));
        var far = wires.Select(pair => pair.Far).ToList();
        host.OnDial = () => wires.Dequeue().Near;
        var lane = new OutboundLane(Lane.Control, host, Gate(), Settings());
        var sequence = new InboundSequence();
        var arrived = new List<int>();

        foreach (var id in Enumerable.Range(1, 100)) lane.SendReliably(Frame(id, kind: FrameKind.System));
        foreach (var (wire, frames) in far.Zip([10, 30, 0, int.MaxValue]))
        {
            foreach (var frame in Receive(wire).Take(frames))
            {
                sequence.Deliver(frame.Sequence, () => arrived.Add(frame.SerializerId));
                if (arrived.Count == 100) break;
            }

            wire.Dispose();
        }

        Assert.Equal(Enumerable.Range(1, 100), arrived);
    }

    [Fact]
    public void SystemMessages_PeerReplaced_AreAbandonedAndTheNextIsNumberOne()
    {
        var lane = new OutboundLane(Lane.Control, host, Gate(), Settings());
        lane.SendReliably(Frame(1, kind: FrameKind.System));
        Assert.Equal("unreachable", host.Events.Take());

        lane.AbandonUnacknowledged();

        Assert.Equal(1, Assert.Single(host.Lost).Frame.Sequence);
        Assert.Equal(1, lane.SendReliably(Frame(2, kind: FrameKind.System)));
    }

    [Fact]
    public async Task Sender_BufferFull_WaitsUntilThereIsRoomAndNothingIsLost()
    {
        using var wire = new StuckWire();
        host.OnDial = () => wire;
        var lane = new OutboundLane(Lane.Bulk, host, Gate(), Settings(bufferLimit: 10_000));
        lane.Send(Frame(0, size: 1000));
        wire.AwaitWriter();

        var sender = Task.Run(() =>
        {
            for (var id = 1; id <= 50; id++) lane.Send(Frame(id, size: 1000));
        });
        Assert.True(SpinWait.SpinUntil(() => lane.WaitingSenders == 1, Patience));
        var waited = !sender.IsCompleted;
        wire.Release();
        await sender.WaitAsync(Patience);
        lane.Close();

        Assert.True(waited);
        Assert.Empty(host.Lost);
    }

    [Fact]
    public void ControlLane_BufferFull_NeverWaits()
    {
        using var wire = new StuckWire();
        host.OnDial = () => wire;
        var lane = new OutboundLane(Lane.Control, host, Gate(), Settings(bufferLimit: 10_000));

        for (var id = 0; id < 1000; id++) lane.Send(Frame(id, size: 1000));

        Assert.Equal(0, lane.WaitingSenders);
        wire.Release();
    }

    [Fact]
    public void ReaderThread_BufferFull_NeverWaits()
    {
        using var wire = new StuckWire();
        host.OnDial = () => wire;
        var lane = new OutboundLane(Lane.Ordinary, host, Gate(), Settings(bufferLimit: 10_000));
        var reader = new Thread(() =>
        {
            OutboundLane.IsReaderThread = true;
            for (var id = 0; id < 1000; id++) lane.Send(Frame(id, size: 1000));
        });

        reader.Start();

        Assert.True(reader.Join(Patience));
        wire.Release();
    }

    [Fact]
    public async Task WaitingSender_ConnectionBreaksAndPeerIsGone_GoesOn()
    {
        using var wire = new StuckWire();
        host.OnDial = () => wire;
        var lane = new OutboundLane(Lane.Ordinary, host, Gate(), Settings(bufferLimit: 10_000));
        lane.Send(Frame(0, size: 1000));
        wire.AwaitWriter();
        var sender = Task.Run(() =>
        {
            for (var id = 1; id <= 50; id++) lane.Send(Frame(id, size: 1000));
        });
        Assert.True(SpinWait.SpinUntil(() => lane.WaitingSenders == 1, Patience));

        host.OnDial = () => throw new IOException("gone");
        wire.Cut();

        await sender.WaitAsync(Patience);
        Assert.Equal(51, Enumerable.Range(0, 51).Count(_ => host.Lost.TryTake(out var _, Patience)));
    }

    private (OutboundLane Lane, PipeWire Far) Connected(Lane lane)
    {
        var (near, far) = PipeWire.Connect();
        host.OnDial = () => near;
        return (new OutboundLane(lane, host, Gate(), Settings(bufferLimit: 1 << 30)), far);
    }

    /// <summary>A peer that reads nothing.</summary>
    private sealed class StuckWire : IWire
    {
        private readonly ManualResetEventSlim writing = new();
        private readonly ManualResetEventSlim released = new();
        private readonly ManualResetEventSlim closed = new();

        public string RemoteEndPoint => "stuck";

        public TimeSpan ReadTimeout
        {
            set { }
        }

        public void AwaitWriter() => Assert.True(writing.Wait(Patience));

        public void Release() => released.Set();

        public int Read(Span<byte> into)
        {
            closed.Wait();
            return 0;
        }

        public void Write(ReadOnlySpan<byte> bytes) => Stick();

        public void Write(IList<ArraySegment<byte>> segments) => Stick();

        public void EndWriting() => closed.Set();

        public void Cut() => closed.Set();

        public void Dispose() => closed.Set();

        private void Stick()
        {
            writing.Set();
            WaitHandle.WaitAny([released.WaitHandle, closed.WaitHandle]);
            if (!released.IsSet) throw new IOException("cut");
        }
    }
}
