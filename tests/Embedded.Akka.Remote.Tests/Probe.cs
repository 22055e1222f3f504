using System.Collections.Concurrent;
using Akka.Actor;

namespace Embedded.Akka.Remote.Tests;

/// <summary>An actor that keeps what it gets for the test to take.</summary>
internal sealed class Probe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly BlockingCollection<(object Message, IActorRef Sender)> inbox = [];

    public Probe(ActorSystem system, string? name = null) =>
        Ref = system.ActorOf(Props.Create(() => new Keeper(inbox)), name);

    public IActorRef Ref { get; }

    public IActorRef LastSender { get; private set; } = ActorRefs.Nobody;

    public int Waiting => inbox.Count;

    /// <exception cref="TimeoutException">Nothing came; or what came was of another type.</exception>
    public T Expect<T>(TimeSpan? within = null)
    {
        if (!inbox.TryTake(out var next, within ?? Patience))
            throw new TimeoutException($"No {typeof(T)} came within {within ?? Patience}");
        LastSender = next.Sender;
        return Assert.IsAssignableFrom<T>(next.Message);
    }

    /// <summary>Takes until one of the type comes that is as wanted.</summary>
    public T Fish<T>(Func<T, bool> wanted)
    {
        while (true)
        {
            if (Expect<object>() is T message && wanted(message)) return message;
        }
    }

    public void Watch(IActorRef actor)
    {
        Ref.Tell(new StartWatching(actor), ActorRefs.NoSender);
        Expect<StartWatching>();
    }

    public void Unwatch(IActorRef actor)
    {
        Ref.Tell(new StopWatching(actor), ActorRefs.NoSender);
        Expect<StopWatching>();
    }

    private sealed record StartWatching(IActorRef Actor);

    private sealed record StopWatching(IActorRef Actor);

    private sealed class Keeper(BlockingCollection<(object Message, IActorRef Sender)> inbox) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is StartWatching start) Context.Watch(start.Actor);
            if (message is StopWatching stop) Context.Unwatch(stop.Actor);
            inbox.Add((message, Sender));
        }
    }
}
