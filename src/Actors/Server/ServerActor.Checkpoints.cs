using System.Diagnostics;
using Akka.Actor;
using Akka.Event;
using SplitLearning.Actors.Checkpoints;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.CheckpointProtocol;
using static SplitLearning.Actors.Protocols.ServerModelProtocol;

namespace SplitLearning.Actors.Server;

/// <content>All sides write; only when all have confirmed does the checkpoint exist, and all are told so.</content>
public sealed partial class ServerActor
{
    private void TakeCheckpoint(Turn after)
    {
        var state = _points.Newest.Client!.Value;
        _place = $"the checkpoint of epoch {after.Epoch}";
        // Whoever has not got the state (having come back only now, say) has nothing to write.
        var holders = _agents.Where(seat => seat.Holds(state)).ToList();
        AwaitSides(holders);
        Become(() => WritingCheckpoint(after, holders));
        _model.Tell(SaveState.Instance);
        AskForParts(after.Epoch);
    }

    private void WritingCheckpoint(Turn after, IReadOnlyList<Seat> holders)
    {
        var watch = Stopwatch.StartNew();
        var files = new List<string>();
        Receive<StateSaved>(m =>
            _checkpoints.Tell(new CheckpointActor.WritePart(after.Epoch, () => m.State, Self)));
        Receive<PartWritten>(m => m.Epoch == after.Epoch && _waitingFor.Remove(Sender), m =>
        {
            files.Add($"{SeatOf(Sender)?.Name ?? "server"}/{m.File}");
            _bytesSent["checkpoint"] += m.Bytes;
            if (_waitingFor.Count == 0)
            {
                CompleteCheckpoint(
                    after, holders, () => new CheckpointWritten(after.Epoch, watch.Elapsed.TotalSeconds, files));
            }
        });
        ReceiveWhileOthersWrite(after.Epoch, holders, AskForParts);
    }

    private void CompleteCheckpoint(Turn after, IReadOnlyList<Seat> holders, Func<CheckpointWritten> written)
    {
        AwaitSides(holders);
        Become(() => CompletingCheckpoint(after, holders, written));
        _checkpoints.Tell(new CheckpointActor.CompletePart(after.Epoch, Self));
        AskForManifests(after.Epoch);
    }

    private void CompletingCheckpoint(Turn after, IReadOnlyList<Seat> holders, Func<CheckpointWritten> written)
    {
        Receive<ManifestWritten>(m => m.Epoch == after.Epoch && _waitingFor.Remove(Sender), _ =>
        {
            if (_waitingFor.Count == 0)
            {
                Record(written());
                LeaveCheckpoint();
            }
        });
        ReceiveWhileOthersWrite(after.Epoch, holders, AskForManifests);
    }

    private void ReceiveWhileOthersWrite(int epoch, IReadOnlyList<Seat> holders, Action<int> askAgain)
    {
        var ticks = 0;
        _whenLost = seat =>
        {
            if (holders.Contains(seat))
            {
                Abandon(epoch, $"agent '{seat.Name}' is lost");
            }
        };
        Receive<PartFailed>(m => m.Epoch == epoch && IsSide(Sender), m =>
            Abandon(epoch, $"{WriterOf(Sender)}: {m.Reason}"));
        Receive<Tick>(_ =>
        {
            ticks++;
            if (ticks * _options.ReplyTimeout >= _options.TurnTimeout)
            {
                Abandon(epoch, $"{WriterOf(_waitingFor.First())} has not confirmed it "
                    + $"after {_options.TurnTimeout.TotalSeconds:0} s");
            }
            else
            {
                askAgain(epoch);
            }
        });
        ReceiveLate();
    }

    // The training needs no checkpoint to go on; the next one may be luckier.
    private void Abandon(int epoch, string reason)
    {
        _log.Warning("The checkpoint of epoch {0} is left out: {1}", epoch, reason);
        Record(new CheckpointFailed(epoch, reason));
        LeaveCheckpoint();
    }

    private void LeaveCheckpoint()
    {
        Timers.Cancel(nameof(Tick));
        _waitingFor.Clear();
        GoOn();
    }

    private void AwaitSides(IReadOnlyList<Seat> holders)
    {
        _waitingFor.UnionWith(holders.Select(seat => seat.Ref));
        _waitingFor.Add(Self);
        Timers.StartPeriodicTimer(nameof(Tick), Tick.Instance, _options.ReplyTimeout);
    }

    private void AskForParts(int epoch) =>
        TellThoseWaitedFor(new WriteCheckpoint(epoch, _points.Newest.Client!.Value));

    private void AskForManifests(int epoch) => TellThoseWaitedFor(new CheckpointComplete(epoch));

    private void TellThoseWaitedFor(object message)
    {
        foreach (var seat in _agents.Where(seat => _waitingFor.Contains(seat.Ref)))
        {
            seat.Ref.Tell(message);
        }
    }

    private bool IsSide(IActorRef actor) => actor.Equals(Self) || SeatOf(actor) is not null;

    private string WriterOf(IActorRef actor) => SeatOf(actor) is { } seat ? $"agent '{seat.Name}'" : "the server";
}
