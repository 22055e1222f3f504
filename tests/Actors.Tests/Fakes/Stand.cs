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
