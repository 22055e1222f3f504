namespace Akka.Remote.Transport;

/// <summary>Numbers system messages from 1 and keeps them until the peer has them.</summary>
internal sealed class UnacknowledgedFrames
{
    private readonly Queue<OutboundFrame> frames = new();
    private long last;

    public int Count => frames.Count;

    public OutboundFrame Add(in OutboundFrame frame)
    {
        var numbered = frame with { Sequence = ++last };
        frames.Enqueue(numbered);
        return numbered;
    }

    public void Acknowledge(long upTo)
    {
        while (frames.TryPeek(out var oldest) && oldest.Sequence <= upTo) frames.Dequeue();
    }

    public OutboundFrame[] ToArray() => [.. frames];

    /// <summary>For another peer, who has heard of none and expects 1 next.</summary>
    public OutboundFrame[] StartOver()
    {
        var given = ToArray();
        frames.Clear();
        last = 0;
        return given;
    }
}
