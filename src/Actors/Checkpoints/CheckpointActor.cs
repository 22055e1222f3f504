using Akka.Actor;
using Akka.Persistence;
using SplitLearning.Actors.Protocols;
using SplitLearning.Models;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.CheckpointProtocol;

namespace SplitLearning.Actors.Checkpoints;

/// <summary>
/// Writes one party's part of each checkpoint, off the actors' threads, and speaks for the party: Recovering,
/// Surveying, Ready.
/// </summary>
/// <remarks>
/// Event-sourced: what was written, and which checkpoints are complete, stands in the journal. The files speak for
/// themselves too; where journal and disk differ after a crash, the disk is right (ADR 12). Tells the party which
/// checkpoints there are: at its start, and whenever one is complete. Stops when the journal fails.
/// </remarks>
internal sealed class CheckpointActor : ReceivePersistentActor
{
    private readonly CheckpointFolder _folder;
    private readonly TrainingPlan _plan;
    private readonly string _side;
    private readonly IActorRef _party;
    private readonly Dictionary<CheckpointPlace, CheckpointPart> _written = [];
    private readonly HashSet<CheckpointPlace> _complete = [];
    private Known _known = new([], []);
    private Action<string> _refuse = _ => { }; // whom to tell when the journal fails

    /// <param name="side">Names the files: <c>client</c> or <c>server</c>.</param>
    /// <param name="party">Told of the checkpoints; those who ask are answered in its name.</param>
    public CheckpointActor(
        string persistenceId, CheckpointFolder folder, TrainingPlan plan, string side, IActorRef party)
    {
        PersistenceId = persistenceId;
        _folder = folder;
        _plan = plan;
        _side = side;
        _party = party;
        Recover<ICheckpointEvent>(Apply);
        Recover<RecoveryCompleted>(_ => Task.Run(Survey).PipeTo(Self, failure: e => new Known([], [e.Message])));
        Surveying();
    }

    public override string PersistenceId { get; }

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr)
    {
        base.OnPersistFailure(cause, @event, sequenceNr);
        _refuse(cause.Message);
    }

    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr)
    {
        base.OnPersistRejected(cause, @event, sequenceNr);
        _refuse(cause.Message);
    }

    // The party waits for what there is, journal or not.
    protected override void OnRecoveryFailure(Exception reason, object? message = null)
    {
        base.OnRecoveryFailure(reason, message);
        _complete.Clear();
        var known = Survey();
        _party.Tell(known with { Damaged = [.. known.Damaged, $"The journal cannot be read: {reason.Message}"] });
    }

    private void Surveying()
    {
        Command<Known>(found =>
        {
            Tell(found);
            Become(Ready);
            Stash.UnstashAll();
            NoteWhatTheDiskSays([.. found.Checkpoints.Select(checkpoint => checkpoint.Place)]);
        });
        CommandAny(_ => Stash.Stash());
    }

    private void Ready()
    {
        Command<WritePart>(Write);
        Command<PartDone>(Commit);
        Command<CompletePart>(Complete);
        Command<ManifestDone>(Commit);
        Command<Cleared>(m =>
        {
            var kept = _known.Checkpoints
                .Where(c => m.Command.Keep.Contains(c.Place) && c.Place != m.Checkpoint.Place);
            Tell(_known with { Checkpoints = [.. kept, m.Checkpoint] }); // before anybody acts on the answer
            Answer(m.Command, new ManifestWritten(m.Checkpoint.Place));
        });
    }

    private void Tell(Known known)
    {
        _known = known;
        _party.Tell(known);
    }

    private Known Survey()
    {
        var damaged = new List<string>();
        var whole = _folder.List(damaged.Add);
        var gone = _complete.Except(_folder.Places()).Order();
        return new Known(
            whole, [.. damaged, .. gone.Select(place => $"{_folder.Path}: the checkpoint of {place} has gone.")]);
    }

    /// <summary>A crash between disk and journal, or somebody else, can have made them differ.</summary>
    private void NoteWhatTheDiskSays(IReadOnlyCollection<CheckpointPlace> onDisk)
    {
        ICheckpointEvent[] news =
        [
            .. onDisk.Except(_complete).Select(place => new CheckpointCommitted(place, DateTimeOffset.UtcNow)),
            .. _complete.Except(onDisk).Select(place => new CheckpointDropped(place)),
        ];
        if (news.Length > 0)
        {
            Store(news, _ => { }, () => { });
        }
    }

    private void Write(WritePart command)
    {
        var (place, read, _) = command;
        Task.Run(() => _folder.Write(place, _side, read().Span)).PipeTo(
            Self,
            success: part => new PartDone(command, part),
            failure: e => new PartDone(command, null, e.Message));
    }

    private void Commit(PartDone done)
    {
        var (command, part, error) = done;
        if (part is null)
        {
            Refuse(command, error);
            return;
        }

        Store(
            [new PartCommitted(command.Place, part, DateTimeOffset.UtcNow)],
            reason => Refuse(command, reason),
            () => Answer(command, new PartWritten(command.Place, part.File, part.Bytes, part.Sha256)));
    }

    private void Complete(CompletePart command)
    {
        var place = command.Place;
        if (!_written.TryGetValue(place, out var part))
        {
            Refuse(command, "nothing has been written here for it.");
            return;
        }

        Task.Run(() => _folder.Complete(place, _plan, [part], command.ClientSha256, command.Phase)).PipeTo(
            Self,
            success: checkpoint => new ManifestDone(command, checkpoint),
            failure: e => new ManifestDone(command, null, e.Message));
    }

    private void Commit(ManifestDone done)
    {
        var (command, checkpoint, error) = done;
        var (place, keep, _) = command;
        if (checkpoint is null)
        {
            Refuse(command, error);
            return;
        }

        // The journal first: what it calls complete and is not there would look like a loss.
        ICheckpointEvent[] dropped =
            [.. _complete.Where(old => old != place && !keep.Contains(old)).Select(old => new CheckpointDropped(old))];
        Store(
            [.. dropped, new CheckpointCommitted(place, DateTimeOffset.UtcNow)],
            reason => Refuse(command, reason),
            () => Task.Run(() => _folder.KeepOnly([.. keep, place])).PipeTo(
                Self,
                success: () => new Cleared(command, checkpoint),
                failure: e => new ManifestDone(command, null, e.Message)));
    }

    private void Store(ICheckpointEvent[] events, Action<string> refuse, Action done)
    {
        var left = events.Length;
        _refuse = refuse;
        PersistAll(events, stored =>
        {
            Apply(stored);
            if (--left == 0)
            {
                done();
            }
        });
    }

    private void Apply(ICheckpointEvent stored)
    {
        switch (stored)
        {
            case PartCommitted part:
                _written[part.Place] = part.Part;
                break;
            case CheckpointCommitted:
                _complete.Add(stored.Place);
                break;
            default:
                _complete.Remove(stored.Place);
                _written.Remove(stored.Place);
                break;
        }
    }

    private void Refuse(ICommand command, string reason) => Answer(command, new PartFailed(command.Place, reason));

    private void Answer(ICommand command, object answer)
    {
        command.ReplyTo.Tell(answer, _party);
        Context.Parent.Tell(new Answered(command));
    }

    /// <summary>Answered, in the party's name, with <see cref="PartWritten"/> or <see cref="PartFailed"/>.</summary>
    /// <param name="Read">Gives the state's bytes; called elsewhere than on an actor's thread.</param>
    public sealed record WritePart(CheckpointPlace Place, Func<ReadOnlyMemory<byte>> Read, IActorRef ReplyTo)
        : ICommand;

    /// <summary>
    /// Answered, in the party's name, with <see cref="ManifestWritten"/> or <see cref="PartFailed"/>.
    /// </summary>
    /// <param name="Keep">The other checkpoints that are kept; those that are not among them are deleted.</param>
    public sealed record CompletePart(CheckpointPlace Place, IReadOnlyList<CheckpointPlace> Keep, IActorRef ReplyTo)
        : ICommand
    {
        /// <summary>Hash of the client model's state that goes with the server's part; null elsewhere.</summary>
        public string? ClientSha256 { get; init; }

        /// <summary>Scores of the phase under way; null where there are none.</summary>
        public PhaseScores? Phase { get; init; }
    }

    /// <summary>What a party asks for.</summary>
    public interface ICommand
    {
        CheckpointPlace Place { get; }

        IActorRef ReplyTo { get; }
    }

    /// <summary>To the party: the complete checkpoints on this side, the newest last.</summary>
    /// <param name="Damaged">A line for each that was found torn, changed or gone.</param>
    public sealed record Known(IReadOnlyList<Checkpoint> Checkpoints, IReadOnlyList<string> Damaged)
    {
        /// <summary>The states in them and their files.</summary>
        public IReadOnlyDictionary<StateHash, string> States => Checkpoints
            .SelectMany(c => c.Parts.Select(part => (Hash: new StateHash(part.Sha256), c.Folder, part.File)))
            .DistinctBy(state => state.Hash)
            .ToDictionary(state => state.Hash, state => Path.Combine(state.Folder, state.File));
    }

    /// <summary>To the supervisor: nothing more comes of it.</summary>
    public sealed record Answered(ICommand Command);

    private sealed record PartDone(WritePart Command, CheckpointPart? Part, string Error = "");

    private sealed record ManifestDone(CompletePart Command, Checkpoint? Checkpoint, string Error = "");

    private sealed record Cleared(CompletePart Command, Checkpoint Checkpoint);
}
