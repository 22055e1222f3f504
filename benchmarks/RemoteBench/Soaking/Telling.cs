using Akka.Actor;

namespace RemoteBench.Soaking;

/// <summary>Tells numbered messages to a <see cref="Sink"/>.</summary>
internal sealed class Telling : Flow
{
    private readonly IActorRef sink;
    private readonly int size;

    public Telling(string name, IActorRef sink, int size, int inFlight)
        : base(name, inFlight)
    {
        this.sink = sink;
        this.size = size;
        Receive<long>(Answered);
    }

    protected override void Send(long number) => sink.Tell(Sink.Message(number, size), Self);
}
