using Akka.Actor;

namespace Akka.Routing;

/// <summary>A router to actors that others make, by their paths. It does not see when one is gone.</summary>
public abstract class Group : RouterConfig
{
    protected Group(IEnumerable<string> paths) => Paths = [.. paths];

    private protected string[] Paths { get; }

    public virtual IEnumerable<string> GetPaths(ActorSystem system) => Paths;

    public Props Props() => Akka.Actor.Props.Empty.WithRouter(this);

    internal sealed override IEnumerable<Routee> CreateRoutees(Props routee, IActorContext context) =>
        GetPaths(context.System).Select(path => new ActorSelectionRoutee(context.ActorSelection(path)));
}
