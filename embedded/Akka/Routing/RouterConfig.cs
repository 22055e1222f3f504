using Akka.Actor;
using Akka.Dispatch;

namespace Akka.Routing;

/// <summary>Makes an actor a router: see Props.WithRouter.</summary>
public abstract class RouterConfig
{
    /// <summary>What the router itself runs on; routees run on the dispatcher of their props.</summary>
    public string RouterDispatcher { get; private protected init; } = Dispatchers.DefaultDispatcherId;

    /// <summary>Whether the router stops when its last routee is removed or gone.</summary>
    public virtual bool StopRouterWhenAllRouteesRemoved => true;

    /// <summary>For the children of the router; null for the default.</summary>
    internal virtual SupervisorStrategy? Supervision => null;

    /// <summary>A router without routees.</summary>
    public abstract Router CreateRouter(ActorSystem system);

    internal abstract IEnumerable<Routee> CreateRoutees(Props routee, IActorContext context);
}
