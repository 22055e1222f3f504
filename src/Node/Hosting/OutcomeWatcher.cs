using Akka.Actor;
using SplitLearning.Actors.Protocols;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;

namespace SplitLearning.Node.Hosting;

/// <summary>Waits for the outcome of the node's actor, and for what can come instead of it.</summary>
internal sealed class OutcomeWatcher : ReceiveActor, IWithTimers
{
    // Time for the actor to tell the others that the run is given up.
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(3);

    private readonly IActorRef _actor;
    private readonly TaskCompletionSource<IOutcome> _outcome;

    public OutcomeWatcher(IActorRef actor, TaskCompletionSource<IOutcome> outcome)
    {
        _actor = actor;
        _outcome = outcome;
        Receive<IOutcome>(End);
        Receive<Terminated>(_ => End(new Failed(FailureKind.Internal, $"The actor {actor.Path.Name} has stopped.")));
        Receive<StopRun>(Stop);
        Receive<StopLate>(_ => End(new Failed(FailureKind.Stopped, "Stopped.")));
    }

    public ITimerScheduler Timers { get; set; } = null!; // Akka sets it before PreStart

    public static Props Props(IActorRef actor, TaskCompletionSource<IOutcome> outcome) =>
        Akka.Actor.Props.Create(() => new OutcomeWatcher(actor, outcome));

    protected override void PreStart()
    {
        Context.Watch(_actor);
        _actor.Tell(new AwaitOutcome());
    }

    // The cluster has put this node out, or the system is stopping for another reason.
    protected override void PostStop() => End(new Failed(
        FailureKind.ServerLost, "This node is no longer part of the run: the others could not reach it any more."));

    private void Stop(StopRun message)
    {
        Timers.StartSingleTimer(nameof(StopLate), new StopLate(), StopLimit);
        _actor.Tell(message);
    }

    private void End(IOutcome outcome) => _outcome.TrySetResult(outcome);

    private sealed record StopLate;
}
