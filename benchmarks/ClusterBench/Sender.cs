using Akka.Actor;

namespace ClusterBench;

/// <summary>Sends big messages for as long as the process lives, so many in flight.</summary>
internal sealed class Sender : ReceiveActor
{
    private const int InFlight = 2;

    private readonly ActorSelection _sink;
    private readonly byte[] _message = new byte[2_000_000];

    public Sender(ActorPath sink)
    {
        _sink = Context.ActorSelection(sink);
        Receive<byte[]>(_ => Send());
    }

    protected override void PreStart()
    {
        for (var i = 0; i < InFlight; i++)
            Send();
    }

    private void Send() => _sink.Tell(_message, Self);
}
