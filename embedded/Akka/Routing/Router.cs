using Akka.Actor;

namespace Akka.Routing;

/// <summary>Chooses the routee for a message. Called by several threads at once.</summary>
public abstract class RoutingLogic
{
    /// <returns>One of the routees, or Routee.NoRoutee.</returns>
    public abstract Routee Select(object message, Routee[] routees);
}

/// <summary>Routees with the logic that chooses among them. Never changes: AddRoutee and the like give another.
/// </summary>
public class Router(RoutingLogic logic, params Routee[] routees)
{
    public RoutingLogic RoutingLogic { get; } = logic;

    public IEnumerable<Routee> Routees => routees;

    /// <summary>Sends to the routee that the logic chooses, what is in a Broadcast to all.</summary>
    public virtual void Route(object message, IActorRef? sender)
    {
        if (message is Broadcast broadcast)
            foreach (var routee in routees)
                routee.Send(broadcast.Message, sender);
        else
            RoutingLogic.Select(message, routees).Send((message as RouterEnvelope)?.Message ?? message, sender);
    }

    public virtual Router WithRoutees(params Routee[] routees) => new(RoutingLogic, routees);

    public virtual Router AddRoutee(Routee routee) => WithRoutees([.. routees, routee]);

    public virtual Router RemoveRoutee(Routee routee) => WithRoutees([.. routees.Where(each => each != routee)]);
}
