using Akka.Actor;

namespace Akka.Persistence.Protocol;

/// <summary>Asks for a turn to recover. Answered by RecoveryPermitGranted, sooner or later.</summary>
internal sealed record RequestRecoveryPermit(int Instance);

internal sealed record RecoveryPermitGranted(int Instance) : IForInstance;

/// <summary>Ends the turn, or the wait for it.</summary>
internal sealed record ReturnRecoveryPermit(int Instance);

/// <summary>Lets so many persistent actors recover at once, in the order in which they asked.</summary>
internal sealed class RecoveryPermitter : ReceiveActor
{
    private readonly HashSet<(IActorRef Actor, int Instance)> _granted = [];
    private readonly LinkedList<(IActorRef Actor, int Instance)> _waiting = new();
    private readonly int _permits;

    public RecoveryPermitter(int permits)
    {
        _permits = permits;
        Receive<RequestRecoveryPermit>(request =>
        {
            Context.Watch(Sender);
            _waiting.AddLast((Sender, request.Instance));
            Grant();
        });
        Receive<ReturnRecoveryPermit>(returned =>
        {
            Context.Unwatch(Sender);
            Remove(waiting => waiting == (Sender, returned.Instance));
        });
        // An actor that is stopped gives back its permit itself; this is for one whose PostStop failed.
        Receive<Terminated>(gone => Remove(waiting => waiting.Actor.Equals(gone.ActorRef)));
    }

    private void Remove(Predicate<(IActorRef Actor, int Instance)> which)
    {
        _granted.RemoveWhere(which);
        foreach (var waiting in _waiting.Where(waiting => which(waiting)).ToList())
            _waiting.Remove(waiting);
        Grant();
    }

    private void Grant()
    {
        while (_granted.Count < _permits && _waiting.First is { } next)
        {
            _waiting.RemoveFirst();
            _granted.Add(next.Value);
            next.Value.Actor.Tell(new RecoveryPermitGranted(next.Value.Instance));
        }
    }
}
