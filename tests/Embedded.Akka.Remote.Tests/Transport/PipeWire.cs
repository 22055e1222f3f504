using System.Collections.Concurrent;
using Akka.Remote.Transport;

namespace Embedded.Akka.Remote.Tests.Transport;

/// <summary>One end of a connection within the process.</summary>
internal sealed class PipeWire : IWire
{
    private readonly BlockingCollection<byte[]> incoming;
    private readonly BlockingCollection<byte[]> outgoing;
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[] rest = [];

    private PipeWire(BlockingCollection<byte[]> incoming, BlockingCollection<byte[]> outgoing) =>
        (this.incoming, this.outgoing) = (incoming, outgoing);

    public string RemoteEndPoint => "127.0.0.1:1";

    public TimeSpan ReadTimeout
    {
        set { }
    }

    public List<byte> Written { get; } = [];

    public Task Ended => ended.Task;

    public bool IsCut => ended.Task.IsCompleted;

    public static (PipeWire Left, PipeWire Right) Connect()
    {
        BlockingCollection<byte[]> there = [], back = [];
        return (new PipeWire(back, there), new PipeWire(there, back));
    }

    public int Read(Span<byte> into)
    {
        if (rest.Length == 0 && !incoming.TryTake(out rest!, TimeSpan.FromSeconds(5))) rest = [];
        var count = Math.Min(into.Length, rest.Length);
        rest.AsSpan(0, count).CopyTo(into);
        rest = rest[count..];
        return count;
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        Written.AddRange(bytes);
        if (!outgoing.IsAddingCompleted) outgoing.Add(bytes.ToArray());
    }

    public void Write(IList<ArraySegment<byte>> segments)
    {
        foreach (var segment in segments) Write(segment);
    }

    public void EndWriting() => outgoing.CompleteAdding();

    public void Cut()
    {
        outgoing.CompleteAdding();
        incoming.CompleteAdding();
        ended.TrySetResult();
    }

    public void Dispose() => Cut();
}
