using Akka.Actor;
using Akka.Remote;
using SplitLearning.Actors.Protocols;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;

namespace SplitLearning.Node.Hosting;

/// <summary>Waits for the outcome of the node's actor, and for what can come instead of it.</summary>
internal sealed class OutcomeWatcher : ReceiveActor, IWithTimers
{
    // Time for the actor to tell the others that the run is given up.
    private static readonly TimeSpan GiveUpLimit = TimeSpan.FromSeconds(3);

    // Akka has no type for a refusal, only the words of its settings.
    private static readonly string[] RefusalWords = ["-cookie", "version", "certificate", "enable-ssl"];

    private readonly IActorRef _actor;
    private readonly TaskCompletionSource<IOutcome> _outcome;

    private readonly NodeRole _role;

    public OutcomeWatcher(
        NodeRole role, IActorRef actor, TimeSpan stopTimeout, TaskCompletionSource<IOutcome> outcome)
    {
        _role = role;
        _actor = actor;
        _outcome = outcome;
        Receive<IOutcome>(End);
        Receive<Terminated>(_ => End(new Failed(FailureKind.Internal, $"The actor {actor.Path.Name} has stopped.")));
        Receive<AssociationErrorEvent>(IsRefusal, e => End(new Failed(FailureKind.Refused, Explain(e))));
        Receive<AssociationErrorEvent>(_ => { }); // not there yet, or lost: the actor has its own limits for that
        Receive<StopRun>(m => Order(m, stopTimeout));
        Receive<GiveRunUp>(m => Order(m, GiveUpLimit));
        Receive<StopLate>(_ => End(new Failed(FailureKind.Stopped, "Stopped.")));
    }

    public ITimerScheduler Timers { get; set; } = null!; // Akka sets it before PreStart

    public static Props Props(
        NodeRole role, IActorRef actor, TimeSpan stopTimeout, TaskCompletionSource<IOutcome> outcome) =>
        Akka.Actor.Props.Create(() => new OutcomeWatcher(role, actor, stopTimeout, outcome));

    protected override void PreStart()
    {
        Context.Watch(_actor);
        // Trying again does not help an agent that is not let in. The server talks to many, and stays.
        if (_role == NodeRole.Agent)
            Context.System.EventStream.Subscribe(Self, typeof(AssociationErrorEvent));
        _actor.Tell(new AwaitOutcome());
    }

    // The cluster has put this node out, or the system is stopping for another reason.
    protected override void PostStop() => End(new Failed(
        FailureKind.ServerLost, "This node is no longer part of the run: the others could not reach it any more."));

    private static bool IsRefusal(AssociationErrorEvent e) =>
        !e.IsInbound && RefusalWords.Any(word => e.Cause.Message.Contains(word, StringComparison.Ordinal));

    private static string Explain(AssociationErrorEvent e) => $"{e.RemoteAddress.Host}:{e.RemoteAddress.Port} refuses "
        + $"this agent: {OneLine.Of(e.Cause)}. Both need the same program version and the same secret "
        + "(SPLITLEARNING_SECRET), and under TLS certificates that the other trusts.";

    private void Order(object order, TimeSpan limit)
    {
        Timers.StartSingleTimer(nameof(StopLate), new StopLate(), limit);
        _actor.Tell(order);
    }

    // A node that leaves loses sight of all others; whoever told it to does not want it back.
    private void End(IOutcome outcome) => _outcome.TrySetResult(
        outcome is Failed { Kind: FailureKind.ServerLost } && IsLeaving
            ? new Failed(FailureKind.Stopped, "This node was told to leave the cluster.")
            : outcome);

    private static bool IsLeaving =>
        CoordinatedShutdown.Get(Context.System).ShutdownReason is CoordinatedShutdown.ClusterLeavingReason;

    private sealed record StopLate;
}
