using Akka.Actor;

namespace SplitLearning.Actors.Tests.Fakes;

/// <summary>Parent of an actor under test: shows a probe what the child tells its parent, and how it fails.</summary>
internal sealed class Guardian : ReceiveActor
{
    private readonly IActorRef _probe;
    private readonly Directive _directive;

    /// <param name="directive">What is done about the child's failures.</param>
    public Guardian(IActorRef probe, Props child, Directive directive)
    {
        _probe = probe;
        _directive = directive;
        ReceiveAny(probe.Forward);
        probe.Tell(new Started(Context.ActorOf(child, "child")));
    }

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(e =>
    {
        _probe.Tell(new ChildFailed(e));
        return _directive;
    });

    internal sealed record Started(IActorRef Child);

    internal sealed record ChildFailed(Exception Error);
}
