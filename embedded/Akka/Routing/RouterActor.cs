using System.Runtime.CompilerServices;
using Akka.Actor;

namespace Akka.Routing;

/// <summary>The router as others see it. A restart keeps the routees: the engine restarts those that are children.
/// </summary>
/// <param name="router">Outlives restarts.</param>
internal sealed class RouterActor(RouterConfig config, Props routee, StrongBox<Router> router) : ActorBase
{
    public static Props Head(RouterConfig config, Props routee) =>
        Props.Create(() => new RouterActor(config, routee, new StrongBox<Router>()))
            .WithSupervisorStrategy(config.Supervision).WithDispatcher(config.RouterDispatcher);

    protected override void PreStart()
    {
        router.Value = config.CreateRouter(Context.System);
        foreach (var each in config.CreateRoutees(routee, Context))
            Add(each);
    }

    protected override void PreRestart(Exception reason, object message)
    {
        // Not the default, which stops the children.
    }

    protected override void PostRestart(Exception reason)
    {
        // Not the default, which would make all routees once more.
    }

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case GetRoutees:
                Sender.Tell(new Routees(router.Value!.Routees), Self);
                break;
            case AddRoutee add:
                Add(add.Routee);
                break;
            case RemoveRoutee remove:
                Remove(remove.Routee);
                break;
            case AdjustPoolSize adjust when config is Pool:
                Adjust(adjust.Change);
                break;
            case Terminated terminated:
                Remove(new ActorRefRoutee(terminated.ActorRef));
                break;
            case RouterManagementMessage:
                return false;
            default:
                router.Value!.Route(message, Sender);
                break;
        }
        return true;
    }

    private void Add(Routee added)
    {
        router.Value = router.Value!.AddRoutee(added);
        if (added is ActorRefRoutee { Actor: var actor })
            Context.Watch(actor);
    }

    private void Remove(Routee removed)
    {
        router.Value = router.Value!.RemoveRoutee(removed);
        if (removed is ActorRefRoutee { Actor: var actor } && Context.Child(actor.Path.Name).Equals(actor))
            actor.Tell(PoisonPill.Instance);
        if (config.StopRouterWhenAllRouteesRemoved && !router.Value.Routees.Any())
            Context.Stop(Self);
    }

    private void Adjust(int change)
    {
        for (var i = 0; i < change; i++)
            Add(Pool.CreateRoutee(routee, Context));
        foreach (var each in router.Value!.Routees.Reverse().Take(-change).ToList())
            Remove(each);
    }
}
