using Akka.Actor;

namespace Akka.Routing;

/// <summary>One routee after the other.</summary>
/// <param name="next">Whose turn was last: the first message goes to the routee after that.</param>
public sealed class RoundRobinRoutingLogic(int next) : RoutingLogic
{
    private int _next = next;

    public RoundRobinRoutingLogic()
        : this(-1)
    {
    }

    public override Routee Select(object message, Routee[] routees) => routees.Length == 0 ? Routee.NoRoutee
        : routees[(uint)Interlocked.Increment(ref _next) % routees.Length];
}

/// <summary>Sends each message to the next of the children that it makes.</summary>
public sealed class RoundRobinPool(int nrOfInstances) : Pool(nrOfInstances)
{
    public override Router CreateRouter(ActorSystem system) => new(new RoundRobinRoutingLogic());

    public RoundRobinPool WithSupervisorStrategy(SupervisorStrategy strategy) =>
        new(NrOfInstances) { SupervisorStrategy = strategy, RouterDispatcher = RouterDispatcher };

    /// <summary>For the router; a routee's dispatcher stands in its props.</summary>
    public RoundRobinPool WithDispatcher(string dispatcher) =>
        new(NrOfInstances) { SupervisorStrategy = SupervisorStrategy, RouterDispatcher = dispatcher };
}

/// <summary>Sends each message to the next of the actors at its paths.</summary>
public sealed class RoundRobinGroup : Group
{
    public RoundRobinGroup(params string[] paths)
        : base(paths)
    {
    }

    public RoundRobinGroup(IEnumerable<string> paths)
        : base(paths)
    {
    }

    public RoundRobinGroup(IEnumerable<string> paths, string routerDispatcher)
        : base(paths) => RouterDispatcher = routerDispatcher;

    public override Router CreateRouter(ActorSystem system) => new(new RoundRobinRoutingLogic());

    public RoundRobinGroup WithDispatcher(string dispatcherId) => new(Paths, dispatcherId);
}
