using Akka.Actor;
using Akka.Event;
using SplitLearning.Actors.Protocols;
using SplitLearning.Data.Datasets;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.ServerModelProtocol;
using static SplitLearning.Actors.Protocols.TurnProtocol;

namespace SplitLearning.Actors.Server;

/// <content>The baton goes round.</content>
public sealed partial class ServerActor
{
    private protected override Dictionary<string, long> BytesSent { get; } = new()
    {
        ["smashed"] = 0,
        ["gradient"] = 0,
        ["snapshot"] = 0,
        ["checkpoint"] = 0,
    };

    private Seat? _newestHolder; // whose turn brought the newest state
    private TimedTally _phase;
    private int _lastTurn; // the highest number that a turn has had, in any life of the server
    private bool _isModelAtNewest = true; // the server model is in the state of the newest restart point
    private string? _redone; // why the next turn is not the first of its place

    private void InTurn(Turn turn, TakeBaton baton, TimedTally tally)
    {
        var seat = SeatAt(turn);
        var silentTicks = 0;
        var isTaken = false;
        _whenLost = lost =>
        {
            if (lost == seat || (!isTaken && lost.Holder.Equals(baton.Snapshot?.Holder)))
            {
                Redo($"agent '{lost.Name}' is lost");
            }
        };
        Receive<LeavingProtocol.LeaveRequested>(_ => SeatOf(Sender) is { IsPresent: true }, m =>
        {
            var leaving = SeatOf(Sender)!;
            NoteLeaving(leaving, m.Reason);
            if (leaving != seat)
            {
                LetGo();
            }
            else if (leaving.LeavesBecause is not null)
            {
                Redo($"agent '{seat.Name}' leaves");
                Secure(leaving);
            }
        });
        Receive<IAgentMessage>(_ => !Sender.Equals(seat.Ref), _ => { }); // the turn is not theirs
        Receive<SnapshotPending>(m => m.Turn == baton.Turn, _ => silentTicks = 0);
        Receive<BatonTaken>(m => m.Turn == baton.Turn, m =>
        {
            silentTicks = 0;
            isTaken = true;
            RecordHandOver(turn, seat, baton, m);
            LetGo();
        });
        Receive<BatchServed>(m => m.Batch.Turn == baton.Turn, m =>
        {
            silentTicks = 0;
            Count(turn, tally.Scores, m);
        });
        Receive<TurnDone>(m => m.Turn == baton.Turn, m => EndTurn(turn, tally, m));
        Receive<TurnFailed>(m => m.Turn == baton.Turn, m =>
        {
            if (!isTaken && baton.Snapshot is { } source)
            {
                ForgetHolder(source);
            }

            RedoUnlessHopeless(seat, m.Reason);
        });
        Receive<Tick>(_ =>
        {
            silentTicks++;
            if (silentTicks * Options.ReplyTimeout >= Options.TurnTimeout)
            {
                RedoUnlessHopeless(seat, $"it has made no progress for {Options.TurnTimeout.TotalSeconds:0} s");
            }
            else if (silentTicks > 1) // the first one may come right after a sign
            {
                seat.Ref.Tell(baton);
            }
        });
        ReceiveLate();
    }

    /// <summary>Repetitions and leftovers of what is over; they change nothing.</summary>
    private void ReceiveLate()
    {
        Receive<IAgentMessage>(_ => { });
        Receive<BatchServed>(_ => { });
        Receive<CheckpointProtocol.IAgentMessage>(_ => { });
        Receive<StateSaved>(_ => { });
        Receive<FetchProtocol.Fetched>(_ => { });
        Receive<FetchProtocol.FetchFailed>(_ => { });
        ReceiveInEveryState();
    }

    private void StartTurn(RestartPoint point)
    {
        var turn = point.Next;
        Place = $"{turn}";
        RecordRedone(turn);
        BeginPhase(point);
        var id = new TurnId(++_lastTurn);
        var source = point.Client is { } client ? SourceOf(client, SeatAt(turn)) : null;
        var baton = new TakeBaton(id, turn.Epoch, turn.Phase, _model, source);
        var tally = new TimedTally(_parts.Classes);
        Become(() => InTurn(turn, baton, tally));
        // The model learns of the turn before the agent can: its first batch finds the door open.
        RestoreModel(point);
        _isModelAtNewest = false;
        _model.Tell(new BeginTurn(id, turn.Epoch, turn.Phase));
        Timers.StartPeriodicTimer(nameof(Tick), Tick.Instance, Options.ReplyTimeout);
        SeatAt(turn).Ref.Tell(baton);
    }

    private void BeginPhase(RestartPoint point)
    {
        if (point.Next.IsFirstOfPhase)
        {
            _phase = new TimedTally(_parts.Classes);
        }

        if (point.Phase is { } scores)
        {
            _phase.GoBackTo(scores);
        }
    }

    /// <summary>A turn of an agent that is left out: nothing changes but the place.</summary>
    private void SkipTurn(RestartPoint point)
    {
        var turn = point.Next;
        BeginPhase(point);
        if (turn.EndsPhase(_plan))
        {
            EndPhase(turn);
        }

        _points.Add(point with { Next = turn.Next(_plan), Phase = ScoresAfter(turn) });
        if (IsCheckpointDue(turn) && point.Client is not null)
        {
            TakeCheckpoint();
        }
        else
        {
            GoOn();
        }
    }

    private void RestoreModel(RestartPoint point)
    {
        if (!_isModelAtNewest)
        {
            _model.Tell(new Restore(point.Server));
            _isModelAtNewest = true;
        }
    }

    private void RecordRedone(Turn turn)
    {
        if (_redone is { } reason)
        {
            Log.Warning("Once more {0}: {1}", turn, reason);
            Record(new TurnRedone(turn.Epoch, turn.Phase, turn.Agent, SeatAt(turn).Name, reason));
            _redone = null;
        }
    }

    private void RedoUnlessHopeless(Seat seat, string reason)
    {
        _failures++;
        if (_failures >= MaxFailures)
        {
            GiveUp(
                FailureKind.AgentLost,
                $"Agent '{seat.Name}' cannot finish {Place}, after {_failures} attempts: {reason}");
        }
        else
        {
            Redo($"agent '{seat.Name}' could not finish it: {reason}");
        }
    }

    private void Redo(string reason)
    {
        _redone = reason;
        Timers.Cancel(nameof(Tick));
        GoOn();
    }

    private void ForgetHolder(SnapshotSource source)
    {
        foreach (var seat in _agents.Where(seat => seat.Holder.Equals(source.Holder)))
        {
            seat.Forget(source.Hash);
        }
    }

    private void Count(Turn turn, ScoreTally tally, BatchServed batch)
    {
        tally.Add(batch.Score);
        _phase.Scores.Add(batch.Score);
        BytesSent["smashed"] += batch.BytesReceived;
        BytesSent["gradient"] += batch.BytesSent;
        Record(new BatchFinished(
            turn.Epoch, turn.Phase, turn.Agent, batch.Batch.Index + 1, batch.Batches,
            tally.MeanLoss, tally.Correct, tally.Total));
    }

    private void RecordHandOver(Turn turn, Seat seat, TakeBaton baton, BatonTaken taken)
    {
        if (baton.Snapshot is not { } source)
        {
            return; // it starts from the seed
        }

        seat.Note(source.Hash);
        BytesSent["snapshot"] += taken.SnapshotBytes;
        var skipped = taken.SnapshotBytes == 0;
        Record(new SnapshotHandedOver(
            turn.Epoch, turn.Phase, skipped ? null : source.HolderName, seat.Name,
            taken.SnapshotBytes, taken.SnapshotSeconds, skipped));
    }

    private void EndTurn(Turn turn, TimedTally tally, TurnDone done)
    {
        Timers.Cancel(nameof(Tick));
        _failures = 0;
        var seat = SeatAt(turn);
        seat.Note(done.State);
        _newestHolder = seat;
        RecordTurn(turn, seat, tally, done);
        KeepPoint(turn, done.State);
        if (IsCheckpointDue(turn))
        {
            TakeCheckpoint();
        }
        else
        {
            GoOn();
        }
    }

    private void RecordTurn(Turn turn, Seat seat, TimedTally tally, TurnDone done)
    {
        var scores = tally.Scores;
        Record(new TurnFinished(
            turn.Epoch, turn.Phase, turn.Agent, seat.Name, scores.MeanLoss, scores.Correct, scores.Total,
            tally.Seconds)
        {
            FirstBatchSeconds = done.FirstBatchSeconds,
            DataWaitSeconds = done.DataWaitSeconds,
        });
        if (turn.EndsPhase(_plan))
        {
            EndPhase(turn);
        }
    }

    private void EndPhase(Turn turn)
    {
        var phase = _phase.Scores;
        NoteAccuracy(turn, phase);
        Record(new EpochFinished(
            turn.Epoch, turn.Phase, phase.MeanLoss, phase.Correct, phase.Total, _phase.Seconds,
            _plan.Agents - _leftOut.Count, phase.Confusion.Counts));
    }

    private void KeepPoint(Turn turn, StateHash client)
    {
        _points.Add(new RestartPoint(
            turn.Next(_plan), client, new KeptState(client), ScoresAfter(turn), IsDurable: false));
        if (turn.Phase == Phase.Train)
        {
            _model.Tell(new KeepState(client, _points.Kept));
        }

        _isModelAtNewest = true;
    }

    private PhaseScores? ScoresAfter(Turn turn) => turn.EndsPhase(_plan) ? null : _phase.Scores.Save();
}
