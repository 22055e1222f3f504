using Akka.Actor;
using static SplitLearning.Actors.Protocols.SnapshotProtocol;

namespace SplitLearning.Actors.Snapshots;

/// <summary>Gives out, in chunks, the states of the client model that its process holds.</summary>
internal sealed class SnapshotSender : ReceiveActor
{
    private readonly HeldStates _held;

    public SnapshotSender(HeldStates held)
    {
        _held = held;
        Receive<RequestChunk>(request => Sender.Tell(Answer(request)));
    }

    private ISenderMessage Answer(RequestChunk request)
    {
        var (hash, offset, length) = request;
        try
        {
            return _held.Read(hash, offset, length) switch
            {
                null => new SnapshotUnavailable(hash, $"State {hash} is not held here."),
                { Bytes.Length: 0, Total: var total } => new SnapshotUnavailable(
                    hash, $"{length} bytes at {offset} were asked for; state {hash} has {total}."),
                { Bytes: var bytes, Total: var total } => new SnapshotChunk(hash, offset, total, bytes),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new SnapshotUnavailable(hash, $"State {hash} cannot be read: {e.Message}");
        }
    }
}
