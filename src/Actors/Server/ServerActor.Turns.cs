using Akka.Actor;
using SplitLearning.Actors.Protocols;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.ServerModelProtocol;
using static SplitLearning.Actors.Protocols.TurnProtocol;

namespace SplitLearning.Actors.Server;

/// <content>The baton goes round.</content>
public sealed partial class ServerActor
{
    private readonly Dictionary<string, long> _bytesSent = new()
    {
        ["smashed"] = 0,
        ["gradient"] = 0,
        ["snapshot"] = 0,
        ["checkpoint"] = 0,
    };

    private SnapshotSource? _newest; // where the client model's newest state is; null before the first turn
    private TimedTally _phase = new(classes: 1);

    private void InTurn(Turn turn, TakeBaton baton, TimedTally tally)
    {
        var agent = _agents[turn.Agent - 1];
        var silentTicks = 0;
        Receive<IAgentMessage>(_ => !Sender.Equals(agent.Ref), _ => { }); // the turn is not theirs
        Receive<SnapshotPending>(m => m.Turn == turn.Id, _ => silentTicks = 0);
        Receive<BatonTaken>(m => m.Turn == turn.Id, m =>
        {
            silentTicks = 0;
            RecordHandOver(turn, agent, m);
        });
        Receive<BatchServed>(m => m.Batch.Turn == turn.Id, m =>
        {
            silentTicks = 0;
            Count(turn, tally.Scores, m);
        });
        Receive<TurnDone>(m => m.Turn == turn.Id, m => EndTurn(turn, tally, m));
        Receive<TurnFailed>(m => m.Turn == turn.Id, m => GiveUp(
            FailureKind.AgentLost, $"Agent '{agent.Name}' cannot finish {_place}: {m.Reason}"));
        Receive<Tick>(_ =>
        {
            silentTicks++;
            if (silentTicks * _options.ReplyTimeout >= _options.TurnTimeout)
            {
                Lost(agent, $"has made no progress for {_options.TurnTimeout.TotalSeconds:0} s");
            }
            else if (silentTicks > 1) // the first one may come right after a sign
            {
                agent.Ref.Tell(baton);
            }
        });
        ReceiveLate();
    }

    /// <summary>Repetitions and leftovers of what is over; they change nothing.</summary>
    private void ReceiveLate()
    {
        Receive<EnlistmentProtocol.PlanAccepted>(_ => { });
        Receive<IAgentMessage>(_ => { });
        Receive<BatchServed>(_ => { });
        Receive<CheckpointProtocol.IAgentMessage>(_ => { });
        ReceiveInEveryState();
    }

    private void StartTurn(Turn turn)
    {
        _place = $"epoch {turn.Epoch}, {turn.Phase.ToString().ToLowerInvariant()} turn of agent {turn.Agent}";
        if (turn.IsFirstOfPhase)
        {
            _phase = new TimedTally(_parts.Classes);
        }

        var baton = new TakeBaton(turn.Id, turn.Epoch, turn.Phase, _model, _newest);
        var tally = new TimedTally(_parts.Classes);
        Become(() => InTurn(turn, baton, tally));
        // The model learns of the turn before the agent can: its first batch finds the door open.
        _model.Tell(new BeginTurn(turn.Id, turn.Epoch, turn.Phase));
        Timers.StartPeriodicTimer(nameof(Tick), Tick.Instance, _options.ReplyTimeout);
        _agents[turn.Agent - 1].Ref.Tell(baton);
    }

    private void Count(Turn turn, ScoreTally tally, BatchServed batch)
    {
        tally.Add(batch.Score);
        _phase.Scores.Add(batch.Score);
        _bytesSent["smashed"] += batch.BytesReceived;
        _bytesSent["gradient"] += batch.BytesSent;
        Record(new BatchFinished(
            turn.Epoch, turn.Phase, turn.Agent, batch.Batch.Index + 1, batch.Batches,
            tally.MeanLoss, tally.Correct, tally.Total));
    }

    private void RecordHandOver(Turn turn, EnlistedAgent agent, BatonTaken taken)
    {
        if (_newest is null)
        {
            return; // the very first turn starts from the seed
        }

        _bytesSent["snapshot"] += taken.SnapshotBytes;
        var skipped = taken.SnapshotBytes == 0;
        Record(new SnapshotHandedOver(
            turn.Epoch, turn.Phase, skipped ? null : _newest.HolderName, agent.Name,
            taken.SnapshotBytes, taken.SnapshotSeconds, skipped));
    }

    private void EndTurn(Turn turn, TimedTally tally, TurnDone done)
    {
        Timers.CancelAll();
        var agent = _agents[turn.Agent - 1];
        _newest = new SnapshotSource(done.State, done.Holder, agent.Name);
        var scores = tally.Scores;
        Record(new TurnFinished(
            turn.Epoch, turn.Phase, turn.Agent, agent.Name, scores.MeanLoss, scores.Correct, scores.Total,
            tally.Seconds)
        {
            FirstBatchSeconds = done.FirstBatchSeconds,
            DataWaitSeconds = done.DataWaitSeconds,
        });
        if (turn.EndsPhase(_plan))
        {
            var phase = _phase.Scores;
            Record(new EpochFinished(
                turn.Epoch, turn.Phase, phase.MeanLoss, phase.Correct, phase.Total, _phase.Seconds, _plan.Agents,
                phase.Confusion.Counts));
        }

        if (turn.EndsEpoch(_plan) && _plan.IsCheckpointDue(turn.Epoch))
        {
            TakeCheckpoint(turn);
        }
        else
        {
            GoOn(turn);
        }
    }

    private void GoOn(Turn ended)
    {
        if (ended.EndsRun(_plan))
        {
            FetchResult();
        }
        else
        {
            StartTurn(ended.Next(_plan));
        }
    }

    private void Record(RunEvent runEvent) => _recorder.Record(runEvent);
}
