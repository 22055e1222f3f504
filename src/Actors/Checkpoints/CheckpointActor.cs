using Akka.Actor;
using SplitLearning.Models;
using SplitLearning.Models.State;
using static SplitLearning.Actors.Protocols.CheckpointProtocol;

namespace SplitLearning.Actors.Checkpoints;

/// <summary>Writes one side's part of each checkpoint, off the actors' threads, and speaks for its parent.</summary>
internal sealed class CheckpointActor : ReceiveActor
{
    private readonly CheckpointFolder _folder;
    private readonly TrainingPlan _plan;
    private readonly string _side;
    private readonly Dictionary<int, CheckpointPart> _written = [];

    /// <param name="side">Names the files: <c>client</c> or <c>server</c>.</param>
    public CheckpointActor(CheckpointFolder folder, TrainingPlan plan, string side)
    {
        _folder = folder;
        _plan = plan;
        _side = side;
        Receive<WritePart>(Write);
        Receive<Written>(Confirm);
        Receive<CheckpointComplete>(Complete);
    }

    private void Write(WritePart command)
    {
        var (epoch, state, replyTo) = command;
        Task.Run(() => _folder.Write(epoch, _side, state.Span)).PipeTo(
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

    private void Complete(CheckpointComplete command)
    {
        if (!_written.TryGetValue(command.Epoch, out var part))
        {
            Context.Parent.Tell(new PartFailed(command.Epoch, "nothing has been written here for it."));
            return;
        }

        Task.Run(() => _folder.Complete(command.Epoch, _plan, [part])).PipeTo(
            Context.Parent,
            success: _ => new PartCompleted(command.Epoch),
            failure: e => new PartFailed(command.Epoch, e.Message));
    }

    /// <summary>Answered, in the parent's name, with <see cref="PartWritten"/> or <see cref="PartFailed"/>.</summary>
    public sealed record WritePart(int Epoch, ReadOnlyMemory<byte> State, IActorRef ReplyTo);

    /// <summary>Tells the parent that the checkpoint has its manifest on this side.</summary>
    public sealed record PartCompleted(int Epoch);

    private sealed record Written(int Epoch, CheckpointPart? Part, IActorRef ReplyTo, string Error = "");
}
