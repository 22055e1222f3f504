using Akka.Actor;

namespace Akka.Routing;

/// <summary>A router that makes its routees itself, as children. One that is gone is not replaced.</summary>
public abstract class Pool : RouterConfig
{
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    protected Pool(int nrOfInstances)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(nrOfInstances);
        NrOfInstances = nrOfInstances;
    }

    /// <summary>Failures of a routee are the router's own: whoever supervises the router, decides.</summary>
    public static SupervisorStrategy DefaultSupervisorStrategy { get; } =
        new OneForOneStrategy(_ => Directive.Escalate);

    /// <summary>How many routees there are at the start.</summary>
    public int NrOfInstances { get; }

    public SupervisorStrategy SupervisorStrategy { get; private protected init; } = DefaultSupervisorStrategy;

    internal sealed override SupervisorStrategy Supervision => SupervisorStrategy;

    public Props Props(Props routeeProps) => routeeProps.WithRouter(this);

    internal sealed override IEnumerable<Routee> CreateRoutees(Props routee, IActorContext context) =>
        Enumerable.Range(0, NrOfInstances).Select(_ => CreateRoutee(routee, context));

    internal static Routee CreateRoutee(Props routee, IActorContext context) =>
        new ActorRefRoutee(context.ActorOf(routee));
}
