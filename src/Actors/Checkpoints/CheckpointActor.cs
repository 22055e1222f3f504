using Akka.Actor;
using SplitLearning.Actors.Protocols;
using SplitLearning.Models;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.CheckpointProtocol;

namespace SplitLearning.Actors.Checkpoints;

/// <summary>Writes one side's part of each checkpoint, off the actors' threads, and speaks for its parent.</summary>
/// <remarks>Tells its parent which checkpoints there are: at its start, and whenever one is complete.</remarks>
internal sealed class CheckpointActor : ReceiveActor
{
    private readonly CheckpointFolder _folder;
    private readonly TrainingPlan _plan;
    private readonly string _side;
    private readonly Dictionary<CheckpointPlace, CheckpointPart> _written = [];
    private Known _known = new([], []);

    /// <param name="side">Names the files: <c>client</c> or <c>server</c>.</param>
    public CheckpointActor(CheckpointFolder folder, TrainingPlan plan, string side)
    {
        _folder = folder;
        _plan = plan;
        _side = side;
        Receive<WritePart>(Write);
        Receive<Written>(Confirm);
        Receive<CompletePart>(Complete);
        Receive<Completed>(m =>
        {
            var kept = _known.Checkpoints.Where(c => m.Keep.Contains(c.Place) && c.Place != m.Checkpoint.Place);
            Tell(_known with { Checkpoints = [.. kept, m.Checkpoint] }); // before anybody acts on the answer
            m.ReplyTo.Tell(new ManifestWritten(m.Checkpoint.Place), Context.Parent);
        });
        Receive<NotCompleted>(m => m.ReplyTo.Tell(new PartFailed(m.Place, m.Reason), Context.Parent));
        Receive<Known>(Tell);
    }

    protected override void PreStart() => Task.Run(Survey).PipeTo(Self, failure: e => new Known([], [e.Message]));

    private void Tell(Known known)
    {
        _known = known;
        Context.Parent.Tell(known);
    }

    private Known Survey()
    {
        var damaged = new List<string>();
        return new Known(_folder.List(damaged.Add), damaged);
    }

    private void Write(WritePart command)
    {
        var (place, read, replyTo) = command;
        Task.Run(() => _folder.Write(place, _side, read().Span)).PipeTo(
            Self,
            success: part => new Written(place, part, replyTo),
            failure: e => new Written(place, null, replyTo, e.Message));
    }

    private void Confirm(Written done)
    {
        if (done.Part is not { } part)
        {
            done.ReplyTo.Tell(new PartFailed(done.Place, done.Error), Context.Parent);
            return;
        }

        _written[done.Place] = part;
        done.ReplyTo.Tell(new PartWritten(done.Place, part.File, part.Bytes, part.Sha256), Context.Parent);
    }

    private void Complete(CompletePart command)
    {
        var (place, keep, replyTo) = command;
        if (!_written.TryGetValue(place, out var part))
        {
            replyTo.Tell(new PartFailed(place, "nothing has been written here for it."), Context.Parent);
            return;
        }

        Task.Run(() =>
        {
            var checkpoint = _folder.Complete(place, _plan, [part], command.ClientSha256, command.Phase);
            _folder.KeepOnly([.. keep, place]);
            return checkpoint;
        }).PipeTo(
            Self,
            success: checkpoint => new Completed(checkpoint, keep, replyTo),
            failure: e => new NotCompleted(place, e.Message, replyTo));
    }

    /// <summary>Answered, in the parent's name, with <see cref="PartWritten"/> or <see cref="PartFailed"/>.</summary>
    /// <param name="Read">Gives the state's bytes; called elsewhere than on an actor's thread.</param>
    public sealed record WritePart(CheckpointPlace Place, Func<ReadOnlyMemory<byte>> Read, IActorRef ReplyTo);

    /// <summary>
    /// Answered, in the parent's name, with <see cref="ManifestWritten"/> or <see cref="PartFailed"/>.
    /// </summary>
    /// <param name="Keep">The other checkpoints that are kept; those that are not among them are deleted.</param>
    public sealed record CompletePart(CheckpointPlace Place, IReadOnlyList<CheckpointPlace> Keep, IActorRef ReplyTo)
    {
        /// <summary>Hash of the client model's state that goes with the server's part; null elsewhere.</summary>
        public string? ClientSha256 { get; init; }

        /// <summary>Scores of the phase under way; null where there are none.</summary>
        public PhaseScores? Phase { get; init; }
    }

    /// <summary>To the parent: the complete checkpoints on this side, the newest last.</summary>
    /// <param name="Damaged">A line for each that was found torn or changed.</param>
    public sealed record Known(IReadOnlyList<Checkpoint> Checkpoints, IReadOnlyList<string> Damaged)
    {
        /// <summary>The states in them and their files.</summary>
        public IReadOnlyDictionary<StateHash, string> States => Checkpoints
            .SelectMany(c => c.Parts.Select(part => (Hash: new StateHash(part.Sha256), c.Folder, part.File)))
            .DistinctBy(state => state.Hash)
            .ToDictionary(state => state.Hash, state => Path.Combine(state.Folder, state.File));
    }

    private sealed record Completed(Checkpoint Checkpoint, IReadOnlyList<CheckpointPlace> Keep, IActorRef ReplyTo);

    private sealed record NotCompleted(CheckpointPlace Place, string Reason, IActorRef ReplyTo);

    private sealed record Written(CheckpointPlace Place, CheckpointPart? Part, IActorRef ReplyTo, string Error = "");
}
