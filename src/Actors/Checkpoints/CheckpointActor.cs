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
        Receive<CompletePart>(Complete);
    }

    private void Write(WritePart command)
    {
        var (epoch, state, replyTo) = command;
        Task.Run(() => _folder.Write(CheckpointPlace.AfterEpoch(epoch), _side, state.Span)).PipeTo(
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
        var (epoch, replyTo, clientSha256) = command;
        if (!_written.TryGetValue(epoch, out var part))
        {
            replyTo.Tell(new PartFailed(epoch, "nothing has been written here for it."), Context.Parent);
            return;
        }

        Task.Run(() => _folder.Complete(CheckpointPlace.AfterEpoch(epoch), _plan, [part], clientSha256)).PipeTo(
            replyTo,
            Context.Parent,
            success: _ => new ManifestWritten(epoch),
            failure: e => new PartFailed(epoch, e.Message));
    }

    /// <summary>Answered, in the parent's name, with <see cref="PartWritten"/> or <see cref="PartFailed"/>.</summary>
    public sealed record WritePart(int Epoch, ReadOnlyMemory<byte> State, IActorRef ReplyTo);

    /// <summary>Answered, in the parent's name, with <see cref="ManifestWritten"/> or <see cref="PartFailed"/>.</summary>
    /// <param name="ClientSha256">Hash of the client model's state that goes with the server's part.</param>
    public sealed record CompletePart(int Epoch, IActorRef ReplyTo, string? ClientSha256 = null);

    private sealed record Written(int Epoch, CheckpointPart? Part, IActorRef ReplyTo, string Error = "");
}
