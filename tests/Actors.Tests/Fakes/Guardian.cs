using Akka.Actor;

namespace SplitLearning.Actors.Tests.Fakes;

/// <summary>Parent of an actor under test: shows a probe what the child tells its parent, and how it fails.</summary>
internal sealed class Guardian : ReceiveActor
{
    private readonly IActorRef _probe;

    public Guardian(IActorRef probe, Props child)
    {
        _probe = probe;
        ReceiveAny(probe.Forward);
        probe.Tell(new Started(Context.ActorOf(child, "child")));
    }

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(e =>
    {
        _probe.Tell(new ChildFailed(e));
        return Directive.Stop;
    });

    internal sealed record Started(IActorRef Child);

    internal sealed record ChildFailed(Exception Error);
}
