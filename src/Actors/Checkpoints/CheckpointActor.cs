using Akka.Actor;
using SplitLearning.Actors.Protocols;
using SplitLearning.Models;
using SplitLearning.Models.State;
using static SplitLearning.Actors.Protocols.CheckpointProtocol;

namespace SplitLearning.Actors.Checkpoints;

/// <summary>Writes one side's part of each checkpoint, off the actors' threads, and speaks for its parent.</summary>
/// <remarks>Tells its parent which checkpoints there are: at its start, and whenever one is complete.</remarks>
internal sealed class CheckpointActor : ReceiveActor
{
    private readonly CheckpointFolder _folder;
    private readonly TrainingPlan _plan;
    private readonly string _side;
    private readonly Dictionary<int, CheckpointPart> _written = [];
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
        Receive<Known>(Tell);
        Receive<Completed>(m =>
        {
            m.ReplyTo.Tell(new ManifestWritten(m.Checkpoint.Epoch), Context.Parent);
            Tell(_known with { Checkpoints = [.. _known.Checkpoints.Where(c => c.Epoch != m.Checkpoint.Epoch), m.Checkpoint] });
        });
        Receive<NotCompleted>(m => m.ReplyTo.Tell(new PartFailed(m.Epoch, m.Reason), Context.Parent));
    }

    protected override void PreStart()
    {
        var folder = _folder;
        Task.Run(() =>
        {
            var damaged = new List<string>();
            return new Known(folder.List(damaged.Add), damaged);
        }).PipeTo(Self);
    }

    private void Tell(Known known)
    {
        _known = known;
        Context.Parent.Tell(known);
    }

    private void Write(WritePart command)
    {
        var (epoch, read, replyTo) = command;
        Task.Run(() => _folder.Write(epoch, _side, read().Span)).PipeTo(
            Self,
            success: part => new Written(epoch, part, replyTo),
            failure: e => new Written(epoch, null, replyTo, e.Message));
    }

    private void Confirm(Written done)
    {
        if (done.Part is not { } part)
        {
            done.ReplyTo.Tell(new PartFailed(done.Epoch, done.Error), Context.Parent);
            return;
        }

        _written[done.Epoch] = part;
        done.ReplyTo.Tell(new PartWritten(done.Epoch, part.File, part.Bytes, part.Sha256), Context.Parent);
    }

    private void Complete(CompletePart command)
    {
        var (epoch, replyTo) = command;
        if (!_written.TryGetValue(epoch, out var part))
        {
            replyTo.Tell(new PartFailed(epoch, "nothing has been written here for it."), Context.Parent);
            return;
        }

        Task.Run(() => _folder.Complete(epoch, _plan, [part])).PipeTo(
            Self,
            success: checkpoint => new Completed(checkpoint, replyTo),
            failure: e => new NotCompleted(epoch, e.Message, replyTo));
    }

    /// <summary>Answered, in the parent's name, with <see cref="PartWritten"/> or <see cref="PartFailed"/>.</summary>
    /// <param name="Read">Gives the state's bytes; called elsewhere than on an actor's thread.</param>
    public sealed record WritePart(int Epoch, Func<ReadOnlyMemory<byte>> Read, IActorRef ReplyTo);

    /// <summary>Answered, in the parent's name, with <see cref="ManifestWritten"/> or <see cref="PartFailed"/>.</summary>
    public sealed record CompletePart(int Epoch, IActorRef ReplyTo);

    /// <summary>To the parent: the complete checkpoints on this side, the newest last.</summary>
    /// <param name="Damaged">A line for each that was found torn or changed.</param>
    public sealed record Known(IReadOnlyList<Checkpoint> Checkpoints, IReadOnlyList<string> Damaged)
    {
        /// <summary>The states in them and their files.</summary>
        public IReadOnlyDictionary<StateHash, string> States => Checkpoints
            .SelectMany(c => c.Parts.Select(part => (Hash: new StateHash(part.Sha256), File: Path.Combine(c.Folder, part.File))))
            .DistinctBy(state => state.Hash)
            .ToDictionary(state => state.Hash, state => state.File);
    }

    private sealed record Completed(Checkpoint Checkpoint, IActorRef ReplyTo);

    private sealed record NotCompleted(int Epoch, string Reason, IActorRef ReplyTo);

    private sealed record Written(int Epoch, CheckpointPart? Part, IActorRef ReplyTo, string Error = "");
}
