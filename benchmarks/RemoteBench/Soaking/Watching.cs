using Akka.Actor;

namespace RemoteBench.Soaking;

/// <summary>Watches actors that do not exist, each by a name that is a number: one system message there, one back.
/// Between them an actor that lives is watched and let go.</summary>
internal sealed class Watching : Flow
{
    private readonly string other;
    private readonly IActorRef living;

    public Watching(string name, string other, IActorRef living, int inFlight)
        : base(name, inFlight)
    {
        this.other = other;
        this.living = living;
        Receive<Terminated>(terminated =>
        {
            if (!terminated.AddressTerminated && long.TryParse(terminated.ActorRef.Path.Name, out var number))
                Answered(number);
            else
                AnsweredByAlien();
        });
    }

    protected override void Send(long number)
    {
        var provider = ((ExtendedActorSystem)Context.System).Provider;
        Context.Watch(provider.ResolveActorRef($"{other}/user/nobody/{number}"));
        Context.Watch(living);
        Context.Unwatch(living);
    }
}
