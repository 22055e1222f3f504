using Akka.Actor;
using SplitLearning.Actors.Checkpoints;
using SplitLearning.Actors.Protocols;
using static SplitLearning.Actors.Protocols.CheckpointProtocol;
using static SplitLearning.Actors.Protocols.ClientModelProtocol;
using static SplitLearning.Actors.Protocols.EnlistmentProtocol;
using static SplitLearning.Actors.Protocols.FetchProtocol;
using static SplitLearning.Actors.Protocols.TurnProtocol;
using IAgentMessage = SplitLearning.Actors.Protocols.TurnProtocol.IAgentMessage;

namespace SplitLearning.Actors.Agent;

/// <content>Taking the baton and giving it back.</content>
public sealed partial class AgentActor
{
    private StateHash? _modelState; // what the model is in; null before its first turn and while one changes it

    /// <param name="lastAnswer">What was said of the last turn: done or failed; null before the first.</param>
    private void Ready(IAgentMessage? lastAnswer)
    {
        ReceiveFromServerOnly();
        Receive<TakeBaton>(baton => baton.Turn == lastAnswer?.Turn, _ => _server.Tell(lastAnswer!));
        ReceiveBetweenBatches();
    }

    private void FetchingSnapshot(TakeBaton baton)
    {
        ReceiveFromServerOnly();
        Receive<TakeBaton>(again => again.Turn == baton.Turn, _ => _server.Tell(new SnapshotPending(baton.Turn)));
        Receive<Fetched>(m => m.Hash == baton.Snapshot!.Hash, m =>
        {
            _parts.Held.Keep(m.Hash, m.State);
            Begin(baton, new StartState.Saved(() => m.State), m.State.Length, m.Seconds);
        });
        Receive<FetchFailed>(m => m.Hash == baton.Snapshot!.Hash, m => GiveBack(baton.Turn, m.Reason));
        Receive<LeavingProtocol.TakeOver>(_ => { }); // one fetch at a time; the server asks again
        ReceiveBetweenBatches();
    }

    private void InTurn(TurnId turn)
    {
        ReceiveFromServerOnly();
        Receive<TakeBaton>(baton => baton.Turn == turn, _ => { }); // its repetition
        Receive<TurnRun>(m => m.Turn == turn, Finish);
        Receive<TurnBroken>(m => m.Turn == turn, m => GiveBack(turn, m.Reason));
        ReceiveBetweenBatches();
    }

    private void ReceiveBetweenBatches()
    {
        Receive<TakeBaton>(baton => baton.Turn.Number <= _parts.Held.LastTurn, _ => { }); // overtaken by a later one
        Receive<TakeBaton>(Take);
        Receive<WriteCheckpoint>(Write);
        Receive<PlanAssigned>(_ => TellAcceptance()); // the server has lost the answer, or this agent for a while
        Receive<EnlistmentAccepted>(_ => { }); // the repetition of an answer
        Receive<CheckpointComplete>(Complete);
        Receive<CheckpointActor.Known>(known => _parts.Held.KeepFiles(known.States));
        Receive<OutcomeProtocol.StopRun>(m => BeginToLeave(m.Reason));
        ReceiveTakeOver();
        Receive<Fetched>(_ => { }); // of a turn that was given back
        Receive<FetchFailed>(_ => { });
        Receive<TurnRun>(_ => { });
        Receive<TurnBroken>(_ => { });
        ReceiveInEveryState();
    }

    private void Take(TakeBaton baton)
    {
        _parts.Held.Note(baton.Turn);
        if (baton.Snapshot is not { Hash: var hash })
        {
            Begin(baton, StartState.Initial.Instance);
        }
        else if (hash == _modelState)
        {
            Begin(baton, StartState.AsItIs.Instance);
        }
        else if (_parts.Held.Find(hash) is { } read)
        {
            Begin(baton, new StartState.Saved(read));
        }
        else
        {
            Become(() => FetchingSnapshot(baton));
            _snapshotReceiver.Tell(new Fetch(baton.Snapshot));
        }
    }

    private void Begin(TakeBaton baton, StartState from, long fetchedBytes = 0, double seconds = 0)
    {
        _modelState = null;
        Become(() => InTurn(baton.Turn));
        _server.Tell(new BatonTaken(baton.Turn, fetchedBytes, seconds));
        _model.Tell(new RunTurn(baton.Turn, baton.Epoch, baton.Phase, baton.ServerModel, from));
    }

    private void Finish(TurnRun run)
    {
        _modelState = run.Hash;
        // Before the server tells anybody where the state is.
        _parts.Held.Keep(run.Hash, run.State);
        Answer(new TurnDone(run.Turn, run.Hash)
        {
            FirstBatchSeconds = run.FirstBatchSeconds,
            DataWaitSeconds = run.DataWaitSeconds,
        });
    }

    private void GiveBack(TurnId turn, string reason) => Answer(new TurnFailed(turn, reason));

    private void Answer(IAgentMessage answer)
    {
        _server.Tell(answer);
        Become(() => Ready(answer));
    }
}
