using Akka.Actor;
using SplitLearning.Actors.Protocols;
using SplitLearning.Models;
using SplitLearning.Models.State;

namespace SplitLearning.Actors.Checkpoints;

/// <summary>
/// Starts a party's checkpoint actor, and starts it anew when its journal has failed: on a full disk, say.
/// </summary>
/// <remarks>
/// Until then whoever asks for something is told that it has failed; a run goes on without a checkpoint.
/// </remarks>
internal sealed class CheckpointSupervisor : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);

    private readonly Props _actor;
    private readonly List<CheckpointActor.ICommand> _open = []; // not answered yet
    private IActorRef _child = ActorRefs.Nobody;
    private TimeSpan _delay = FirstDelay;

    /// <param name="actor">Props of the checkpoint actor.</param>
    public CheckpointSupervisor(Props actor)
    {
        _actor = actor;
        Receive<CheckpointActor.ICommand>(_ => _child.IsNobody(), Refuse);
        Receive<CheckpointActor.ICommand>(m =>
        {
            _open.Add(m);
            _child.Forward(m);
        });
        Receive<CheckpointActor.Answered>(m => _open.Remove(m.Command));
        Receive<Terminated>(_ =>
        {
            _child = ActorRefs.Nobody;
            _open.ForEach(Refuse);
            _open.Clear();
            Timers.StartSingleTimer(nameof(Again), Again.Instance, _delay);
            _delay = TimeSpan.FromTicks(Math.Min(2 * _delay.Ticks, LongestDelay.Ticks));
        });
        Receive<Again>(_ => Start());
    }

    public ITimerScheduler Timers { get; set; } = null!; // Akka sets it before PreStart

    /// <param name="runId">With the party's name, the name of its events in the journal.</param>
    /// <param name="name">Of the party.</param>
    /// <param name="side">Names the files: <c>client</c> or <c>server</c>.</param>
    /// <param name="party">The parent.</param>
    public static Props Props(
        string runId, string name, CheckpointFolder folder, TrainingPlan plan, string side, IActorRef party)
    {
        var id = $"checkpoints/{runId}/{side}/{name}";
        var actor = Akka.Actor.Props.Create(() => new CheckpointActor(id, folder, plan, side, party));
        return Akka.Actor.Props.Create(() => new CheckpointSupervisor(actor));
    }

    protected override void PreStart() => Start();

    /// <summary>A defect ends the run, as that of any other part.</summary>
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Escalate);

    private static void Refuse(CheckpointActor.ICommand command) => command.ReplyTo.Tell(
        new CheckpointProtocol.PartFailed(command.Place, "the journal has failed, and is being opened again."),
        Context.Parent);

    private void Start() => _child = Context.Watch(Context.ActorOf(_actor, "journaled"));

    private sealed record Again
    {
        public static readonly Again Instance = new();
    }
}
