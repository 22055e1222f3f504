using Akka.Actor;
using Akka.Event;
using SplitLearning.Actors.Checkpoints;
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

    private void Ready(TurnDone? lastTurn)
    {
        Receive<TakeBaton>(baton => baton.Turn == lastTurn?.Turn, _ => _server.Tell(lastTurn!));
        Receive<TakeBaton>(baton => baton.Turn.Number < lastTurn?.Turn.Number, _ => { }); // long done
        Receive<TakeBaton>(Take);
        Receive<WriteCheckpoint>(Write);
        ReceiveBetweenBatches();
    }

    private void FetchingSnapshot(TakeBaton baton)
    {
        Receive<Fetched>(m => m.Hash == baton.Snapshot!.Hash, m => Begin(baton, m.State, m.Seconds));
        Receive<FetchFailed>(m => GiveBack(baton.Turn, m.Reason));
        ReceiveInTurn(baton.Turn);
    }

    private void InTurn(TurnId turn)
    {
        Receive<TurnRun>(m => m.Turn == turn, Finish);
        Receive<TurnBroken>(m => m.Turn == turn, m => GiveBack(turn, m.Reason));
        ReceiveInTurn(turn);
    }

    private void ReceiveInTurn(TurnId turn)
    {
        Receive<TakeBaton>(_ => { }); // the repetition of this turn's
        Receive<WriteCheckpoint>(m => Sender.Tell(new PartFailed(m.Epoch, $"{turn} is under way.")));
        ReceiveBetweenBatches();
    }

    private void ReceiveBetweenBatches()
    {
        Receive<PlanAssigned>(m => _server.Tell(new PlanAccepted(m.RunId)));
        Receive<CheckpointComplete>(_checkpoints.Tell);
        Receive<CheckpointActor.PartCompleted>(_ => { });
        Receive<PartFailed>(m => _log.Warning("Checkpoint of epoch {0} is not complete: {1}", m.Epoch, m.Reason));
        Receive<Fetched>(_ => { }); // of a turn that was given back
        Receive<FetchFailed>(_ => { });
        Receive<TurnRun>(_ => { });
        Receive<TurnBroken>(_ => { });
        ReceiveInEveryState();
    }

    private void Take(TakeBaton baton)
    {
        if (baton.Snapshot is null || baton.Snapshot.Hash == _newest?.Hash)
        {
            Begin(baton, fetched: null, seconds: 0);
            return;
        }

        Become(() => FetchingSnapshot(baton));
        _snapshotReceiver.Tell(new Fetch(baton.Snapshot));
    }

    private void Begin(TakeBaton baton, ReadOnlyMemory<byte>? fetched, double seconds)
    {
        Become(() => InTurn(baton.Turn));
        _server.Tell(new BatonTaken(baton.Turn, fetched?.Length ?? 0, seconds));
        _model.Tell(new RunTurn(baton.Turn, baton.Epoch, baton.Phase, baton.ServerModel, fetched));
    }

    private void Finish(TurnRun run)
    {
        _newest = run;
        // Before the server tells anybody where the state is.
        _snapshotSender.Tell(new Hold(run.Hash, run.State));
        var done = new TurnDone(run.Turn, run.Hash, _snapshotSender);
        _server.Tell(done);
        Become(() => Ready(done));
    }

    private void GiveBack(TurnId turn, string reason)
    {
        _server.Tell(new TurnFailed(turn, reason));
        Become(() => Ready(lastTurn: null));
    }

    private void Write(WriteCheckpoint command)
    {
        if (_newest?.Hash == command.State)
        {
            _checkpoints.Tell(new CheckpointActor.WritePart(command.Epoch, _newest.State, Sender));
        }
        else
        {
            Sender.Tell(new PartFailed(command.Epoch, $"State {command.State} is not held by '{_options.Name}'."));
        }
    }
}
