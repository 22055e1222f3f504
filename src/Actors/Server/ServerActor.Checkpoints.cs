using System.Diagnostics;
using Akka.Actor;
using Akka.Event;
using SplitLearning.Actors.Checkpoints;
using SplitLearning.Actors.Protocols;
using SplitLearning.Data.Datasets;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.CheckpointProtocol;
using static SplitLearning.Actors.Protocols.ServerModelProtocol;

namespace SplitLearning.Actors.Server;

/// <content>
/// The server and all who hold the newest state write; only when all have confirmed does the checkpoint exist.
/// </content>
public sealed partial class ServerActor
{
    private readonly Dictionary<int, double> _accuracies; // of tests, by epoch
    private CheckpointActor.Known _known = new([], []);
    private int _turnsSinceCheckpoint;
    private TimeSpan _lastCheckpoint = Now;

    private bool IsCheckpointDue(Turn ended)
    {
        _turnsSinceCheckpoint++;
        return (ended.EndsEpoch(_plan) && _plan.IsCheckpointDue(ended.Epoch))
            || (Options.CheckpointEveryTurns > 0 && _turnsSinceCheckpoint >= Options.CheckpointEveryTurns)
            || (Options.CheckpointEveryTime > TimeSpan.Zero && Now - _lastCheckpoint >= Options.CheckpointEveryTime);
    }

    private void NoteAccuracy(Turn ended, ScoreTally scores)
    {
        if (ended.Phase == Phase.Test && scores.Total > 0)
        {
            _accuracies[ended.Epoch] = (double)scores.Correct / scores.Total;
        }
    }

    private void TakeCheckpoint()
    {
        var state = _points.Newest.Client!.Value;
        // Whoever has not got the state (between turns, or having come back only now) has nothing to write.
        var holders = _agents.Where(seat => seat.Holds(state)).ToList();
        var draft = new Draft(_points.Newest.Next.Before(_plan), state, holders, Stopwatch.StartNew());
        Place = $"the checkpoint of {draft.Place}";
        if (holders.Count == 0)
        {
            Abandon(draft, "no agent has the client model"); // the server's part would be of no use to anybody
            return;
        }

        AwaitSides(draft);
        Become(() => WritingCheckpoint(draft));
        RestoreModel(_points.Newest);
        _model.Tell(SaveState.Instance);
        AskForParts(draft);
    }

    private void WritingCheckpoint(Draft draft)
    {
        Receive<StateSaved>(m =>
            _checkpoints.Tell(new CheckpointActor.WritePart(draft.Place, () => m.State, Self)));
        Receive<PartWritten>(m => m.Place == draft.Place && _waitingFor.Remove(Sender), m =>
        {
            draft.Files.Add($"{SeatOf(Sender)?.Name ?? "server"}/{m.File}");
            BytesSent["checkpoint"] += m.Bytes;
            if (_waitingFor.Count == 0)
            {
                CompleteCheckpoint(draft);
            }
        });
        ReceiveWhileOthersWrite(draft, AskForParts);
    }

    private void CompleteCheckpoint(Draft draft)
    {
        AwaitSides(draft);
        Become(() => CompletingCheckpoint(draft));
        // Later ones than this are of a course that was taken back.
        var places = _known.Checkpoints.Select(checkpoint => checkpoint.Place).Where(place => place < draft.Place);
        draft.Keep = Options.Retention.Kept(places.Append(draft.Place), _accuracies);
        _checkpoints.Tell(new CheckpointActor.CompletePart(draft.Place, draft.Keep, Self)
        {
            ClientSha256 = draft.State.Hex,
            Phase = _points.Newest.Phase,
        });
        AskForManifests(draft);
    }

    private void CompletingCheckpoint(Draft draft)
    {
        Receive<ManifestWritten>(m => m.Place == draft.Place && _waitingFor.Remove(Sender), _ =>
        {
            if (_waitingFor.Count == 0)
            {
                _points.MakeNewestDurable(
                    Stored(_known.Checkpoints.Single(checkpoint => checkpoint.Place == draft.Place)));
                DropCutState();
                Record(new CheckpointWritten(draft.Place.Epochs, draft.Watch.Elapsed.TotalSeconds, draft.Files)
                {
                    Turns = draft.Place.Turns,
                });
                LeaveCheckpoint();
            }
        });
        ReceiveWhileOthersWrite(draft, AskForManifests);
    }

    private void ReceiveWhileOthersWrite(Draft draft, Action<Draft> askAgain)
    {
        var ticks = 0;
        _whenLost = seat =>
        {
            if (draft.Holders.Contains(seat))
            {
                Abandon(draft, $"agent '{seat.Name}' is lost");
            }
        };
        Receive<OutcomeProtocol.StopRun>(m => _stopReason ??= m.Reason); // once the checkpoint is done
        Receive<PartFailed>(m => m.Place == draft.Place && IsSide(Sender), m =>
            Abandon(draft, $"{WriterOf(Sender)}: {m.Reason}"));
        Receive<Tick>(_ =>
        {
            ticks++;
            if (ticks * Options.ReplyTimeout >= Options.TurnTimeout)
            {
                // An agent rather than the server, which is often only a moment behind.
                Abandon(draft, $"{WriterOf(_waitingFor.MaxBy(IsAgent)!)} has not confirmed it "
                    + $"after {Options.TurnTimeout.TotalSeconds:0} s");
            }
            else
            {
                askAgain(draft);
            }
        });
        ReceiveLate();
    }

    // The training needs no checkpoint to go on; the next one may be luckier.
    private void Abandon(Draft draft, string reason)
    {
        Log.Warning("{0} is left out: {1}", Place, reason);
        Record(new CheckpointFailed(draft.Place.Epochs, reason) { Turns = draft.Place.Turns });
        LeaveCheckpoint();
    }

    private void LeaveCheckpoint()
    {
        Timers.Cancel(nameof(Tick));
        _waitingFor.Clear();
        _turnsSinceCheckpoint = 0;
        _lastCheckpoint = Now;
        if (_stopReason is not null)
        {
            EndStopped();
        }
        else
        {
            GoOn();
        }
    }

    private void AwaitSides(Draft draft)
    {
        _waitingFor.UnionWith(draft.Holders.Select(seat => seat.Ref));
        _waitingFor.Add(Self);
        Timers.StartPeriodicTimer(nameof(Tick), Tick.Instance, Options.ReplyTimeout);
    }

    private void AskForParts(Draft draft) => TellThoseWaitedFor(new WriteCheckpoint(draft.Place, draft.State));

    private void AskForManifests(Draft draft) => TellThoseWaitedFor(new CheckpointComplete(draft.Place, draft.Keep));

    private void TellThoseWaitedFor(object message)
    {
        foreach (var seat in _agents.Where(seat => _waitingFor.Contains(seat.Ref)))
        {
            seat.Ref.Tell(message);
        }
    }

    private bool IsAgent(IActorRef actor) => SeatOf(actor) is not null;

    private bool IsSide(IActorRef actor) => actor.Equals(Self) || IsAgent(actor);

    private string WriterOf(IActorRef actor) => SeatOf(actor) is { } seat ? $"agent '{seat.Name}'" : "the server";

    private static StartState.Saved Stored(Checkpoint checkpoint) =>
        new(() => CheckpointFolder.Read(checkpoint, "server"));

    /// <summary>A checkpoint that is being written.</summary>
    private sealed record Draft(CheckpointPlace Place, StateHash State, IReadOnlyList<Seat> Holders, Stopwatch Watch)
    {
        public List<string> Files { get; } = [];

        public IReadOnlyList<CheckpointPlace> Keep { get; set; } = [];
    }
}
