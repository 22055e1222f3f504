using Akka.Actor;
using static SplitLearning.Actors.Protocols.FetchProtocol;
using static SplitLearning.Actors.Protocols.SnapshotProtocol;

namespace SplitLearning.Actors.Snapshots;

/// <summary>Holds the newest states of the client model and gives them out in chunks.</summary>
internal sealed class SnapshotSender : ReceiveActor
{
    // The newest one, and the one before it: whoever was told of that may still be fetching it.
    private const int StatesKept = 2;

    private readonly List<Hold> _held = [];

    public SnapshotSender()
    {
        Receive<Hold>(Keep);
        Receive<RequestChunk>(request => Sender.Tell(Answer(request)));
    }

    private void Keep(Hold state)
    {
        _held.RemoveAll(held => held.Hash == state.Hash);
        _held.Add(state);
        if (_held.Count > StatesKept)
        {
            _held.RemoveAt(0);
        }
    }

    private ISenderMessage Answer(RequestChunk request)
    {
        var (hash, offset, length) = request;
        if (_held.Find(held => held.Hash == hash) is not { } held)
        {
            return new SnapshotUnavailable(hash, $"State {hash} is not held here.");
        }

        if (offset < 0 || offset >= held.State.Length || length <= 0)
        {
            return new SnapshotUnavailable(
                hash, $"{length} bytes at {offset} were asked for; state {hash} has {held.State.Length}.");
        }

        var count = Math.Min(length, held.State.Length - (int)offset);
        return new SnapshotChunk(hash, offset, held.State.Length, held.State.Slice((int)offset, count));
    }
}
