using Akka.Actor;
using SplitLearning.Actors.Protocols;
using static SplitLearning.Actors.Protocols.CheckpointProtocol;
using static SplitLearning.Actors.Protocols.ClientModelProtocol;
using static SplitLearning.Actors.Protocols.EnlistmentProtocol;
using static SplitLearning.Actors.Protocols.FetchProtocol;
using static SplitLearning.Actors.Protocols.TurnProtocol;

namespace SplitLearning.Actors.Agent;

/// <content>Taking the baton and giving it back.</content>
public sealed partial class AgentActor
{
    private TurnRun? _newest; // the state that this agent holds; null until its first turn
    private StateHash? _modelState; // what the model is in; null before its first turn and while one changes it

    private void Ready(TurnDone? lastTurn)
    {
        ReceiveFromServerOnly();
        Receive<TakeBaton>(baton => baton.Turn == lastTurn?.Turn, _ => _server.Tell(lastTurn!));
        Receive<TakeBaton>(baton => baton.Turn.Number < lastTurn?.Turn.Number, _ => { }); // long done
        Receive<TakeBaton>(Take);
        Receive<WriteCheckpoint>(Write);
        ReceiveBetweenBatches();
    }

    private void FetchingSnapshot(TakeBaton baton)
    {
        ReceiveFromServerOnly();
        Receive<TakeBaton>(again => again.Turn == baton.Turn, _ => _server.Tell(new SnapshotPending(baton.Turn)));
        Receive<Fetched>(m => m.Hash == baton.Snapshot!.Hash, m => Begin(baton, m.State, m.State.Length, m.Seconds));
        Receive<FetchFailed>(m => m.Hash == baton.Snapshot!.Hash, m => GiveBack(baton.Turn, m.Reason));
        ReceiveInTurn(baton.Turn);
    }

    private void InTurn(TurnId turn)
    {
        ReceiveFromServerOnly();
        Receive<TakeBaton>(baton => baton.Turn == turn, _ => { }); // its repetition
        Receive<TurnRun>(m => m.Turn == turn, Finish);
        Receive<TurnBroken>(m => m.Turn == turn, m => GiveBack(turn, m.Reason));
        ReceiveInTurn(turn);
    }

    private void ReceiveInTurn(TurnId turn)
    {
        Receive<TakeBaton>(baton => Sender.Tell(new TurnFailed(baton.Turn, $"{turn} is under way.")));
        Receive<WriteCheckpoint>(m => Sender.Tell(new PartFailed(m.Epoch, $"{turn} is under way.")));
        ReceiveBetweenBatches();
    }

    private void ReceiveBetweenBatches()
    {
        Receive<PlanAssigned>(_ => _server.Tell(_accepted!)); // its repetition
        Receive<EnlistmentAccepted>(_ => { }); // the repetition of an answer
        Receive<CheckpointComplete>(Complete);
        Receive<Fetched>(_ => { }); // of a turn that was given back
        Receive<FetchFailed>(_ => { });
        Receive<TurnRun>(_ => { });
        Receive<TurnBroken>(_ => { });
        ReceiveInEveryState();
    }

    private void Take(TakeBaton baton)
    {
        if (baton.Snapshot is null || baton.Snapshot.Hash == _modelState)
        {
            Begin(baton, state: null);
        }
        else if (baton.Snapshot.Hash == _newest?.Hash)
        {
            Begin(baton, _newest.State);
        }
        else
        {
            Become(() => FetchingSnapshot(baton));
            _snapshotReceiver.Tell(new Fetch(baton.Snapshot));
        }
    }

    /// <param name="state">What the model is to load; null: it has the state that the turn starts from.</param>
    private void Begin(TakeBaton baton, ReadOnlyMemory<byte>? state, long fetchedBytes = 0, double seconds = 0)
    {
        _modelState = null;
        Become(() => InTurn(baton.Turn));
        _server.Tell(new BatonTaken(baton.Turn, fetchedBytes, seconds));
        _model.Tell(new RunTurn(baton.Turn, baton.Epoch, baton.Phase, baton.ServerModel, state));
    }

    private void Finish(TurnRun run)
    {
        _newest = run;
        _modelState = run.Hash;
        // Before the server tells anybody where the state is.
        _snapshotSender.Tell(new Hold(run.Hash, run.State));
        var done = new TurnDone(run.Turn, run.Hash, _snapshotSender)
        {
            FirstBatchSeconds = run.FirstBatchSeconds,
            DataWaitSeconds = run.DataWaitSeconds,
        };
        _server.Tell(done);
        Become(() => Ready(done));
    }

    private void GiveBack(TurnId turn, string reason)
    {
        _server.Tell(new TurnFailed(turn, reason));
        Become(() => Ready(lastTurn: null));
    }
}
