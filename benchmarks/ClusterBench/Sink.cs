using Akka.Actor;

namespace ClusterBench;

/// <summary>What has come in so far.</summary>
internal sealed class Sink
{
    private long _bytes;

    public long Bytes => Interlocked.Read(ref _bytes);

    public void Add(int bytes) => Interlocked.Add(ref _bytes, bytes);
}

/// <summary>Takes big messages; its short reply asks for the next one.</summary>
internal sealed class SinkActor : ReceiveActor
{
    private static readonly byte[] Reply = new byte[16];

    public SinkActor(Sink sink) => Receive<byte[]>(message =>
    {
        sink.Add(message.Length);
        Sender.Tell(Reply);
    });
}
