using Akka.Actor;

namespace SplitLearning.Actors.Tests.Fakes;

/// <summary>Stands under a path of its own for a probe, which gets what it is told.</summary>
internal sealed class Stand : ReceiveActor
{
    public Stand(IActorRef probe) => ReceiveAny(probe.Forward);

    public static Props For(IActorRef probe) => Props.Create(() => new Stand(probe));
}

/// <summary>Takes every message and does nothing.</summary>
internal sealed class Inert : ReceiveActor
{
    public Inert() => ReceiveAny(_ => { });

    public static Props Props { get; } = Akka.Actor.Props.Create(() => new Inert());
}

/// <summary>Starts a child and shows its parent's messages to a probe, so that a child can be tested alone.</summary>
internal sealed class Parent : ReceiveActor
{
    public Parent(IActorRef probe, Props child)
    {
        var started = Context.ActorOf(child, "child");
        Receive<ToChild>(m => started.Forward(m.Message));
        ReceiveAny(probe.Forward);
        probe.Tell(new Started(started));
    }

    public static Props Of(IActorRef probe, Props child) => Props.Create(() => new Parent(probe, child));

    internal sealed record ToChild(object Message);

    internal sealed record Started(IActorRef Child);
}
