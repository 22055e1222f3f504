using Akka.Actor;
using Akka.Remote.Transport;

namespace Akka.Remote;

/// <summary>Closes remoting when the user's actors are gone, and not before: their last words still go out.</summary>
internal sealed class RemotingTerminator : ReceiveActor
{
    public RemotingTerminator(Remoting remoting)
    {
        Receive<TerminationHook>(_ =>
            Task.Run(remoting.Shutdown).PipeTo(Self, Sender, () => TerminationHookDone.Instance));
        Receive<TerminationHookDone>(done => Sender.Tell(done, Self));
        Receive<Status.Failure>(_ => Sender.Tell(TerminationHookDone.Instance, Self));
    }

    protected override void PreStart() =>
        ((ExtendedActorSystem)Context.System).SystemGuardian.Tell(RegisterTerminationHook.Instance, Self);
}
