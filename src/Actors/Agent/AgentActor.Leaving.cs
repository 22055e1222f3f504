using Akka.Actor;
using SplitLearning.Actors.Checkpoints;
using SplitLearning.Actors.Protocols;
using static SplitLearning.Actors.Protocols.CheckpointProtocol;
using static SplitLearning.Actors.Protocols.FetchProtocol;
using static SplitLearning.Actors.Protocols.LeavingProtocol;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;

namespace SplitLearning.Actors.Agent;

/// <content>Somebody wants this agent to stop, or another one whose state it takes over.</content>
public sealed partial class AgentActor
{
    private StateHash? _takenOver; // what another agent that leaves holds

    /// <summary>Takes no turn any more; goes when the server says that nothing is lost.</summary>
    private void Leaving(string reason)
    {
        ReceiveFromServerOnly();
        Receive<LeaveGranted>(_ => End(new Suspended("where the others take it up")));
        Receive<LeaveAgain>(_ => _server.Tell(new LeaveRequested(reason)));
        Receive<StopRun>(_ => { });
        Receive<WriteCheckpoint>(Write);
        Receive<CheckpointComplete>(Complete);
        Receive<CheckpointActor.Known>(known => _parts.Held.KeepFiles(known.States));
        ReceiveInEveryState();
        ReceiveAny(_ => { }); // turns, and what is left of one
    }

    private void BeginToLeave(string reason)
    {
        Become(() => Leaving(reason));
        _server.Tell(new LeaveRequested(reason));
        Timers.StartPeriodicTimer(nameof(LeaveAgain), LeaveAgain.Instance, _options.ReplyTimeout);
    }

    private void ReceiveTakeOver()
    {
        Receive<TakeOver>(m => _parts.Held.Find(m.Source.Hash) is not null, m => TellTakenOver(m.Source.Hash));
        Receive<TakeOver>(m =>
        {
            _takenOver = m.Source.Hash;
            _snapshotReceiver.Tell(new Fetch(m.Source));
        });
        Receive<Fetched>(m => m.Hash == _takenOver, m =>
        {
            _parts.Held.Keep(m.Hash, m.State);
            TellTakenOver(m.Hash);
        });
        Receive<FetchFailed>(m => m.Hash == _takenOver, m => _server.Tell(new TakeOverFailed(m.Hash, m.Reason)));
    }

    private void TellTakenOver(StateHash state)
    {
        _takenOver = null;
        _server.Tell(new TakenOver(state));
    }

    private sealed record LeaveAgain
    {
        public static readonly LeaveAgain Instance = new();
    }
}
