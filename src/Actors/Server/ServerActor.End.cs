using System.Diagnostics;
using Akka.Actor;
using Akka.Event;
using SplitLearning.Actors.Protocols;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.FetchProtocol;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;
using static SplitLearning.Actors.Protocols.RunEndProtocol;
using static SplitLearning.Actors.Protocols.ServerModelProtocol;

namespace SplitLearning.Actors.Server;

/// <content>The result is put together, everybody is told, everybody goes.</content>
public sealed partial class ServerActor
{
    private readonly Stopwatch _runWatch = Stopwatch.StartNew();

    private void Finishing(TurnProtocol.SnapshotSource source)
    {
        ReadOnlyMemory<byte>? client = null;
        ReadOnlyMemory<byte>? server = null;
        _whenLost = seat =>
        {
            if (seat.Holder.Equals(source.Holder) && client is null)
            {
                GoOn();
            }
        };
        Receive<Fetched>(m =>
        {
            client = m.State;
            _bytesSent["snapshot"] += m.State.Length;
            FinishWhenComplete();
        });
        Receive<StateSaved>(m =>
        {
            server = m.State;
            FinishWhenComplete();
        });
        Receive<FetchFailed>(m =>
        {
            _log.Warning("{0}", m.Reason);
            ForgetHolder(source);
            GoOn();
        });
        ReceiveLate();

        void FinishWhenComplete()
        {
            if (client is { } clientState && server is { } serverState)
            {
                Finish([.. ModelState.WeightsOf(clientState), .. ModelState.WeightsOf(serverState)]);
            }
        }
    }

    private void Ending(IOutcome outcome)
    {
        Receive<AwaitOutcome>(_ => _outcome.Await(Sender));
        Receive<RunEndedSeen>(_ => GoneIs(Sender));
        Receive<AgentLeaving>(_ => GoneIs(Sender));
        Receive<Terminated>(t => GoneIs(t.ActorRef));
        Receive<Tick>(_ => End());
        ReceiveAny(_ => { }); // the run is over; nobody waits for an answer any more

        void GoneIs(IActorRef agent)
        {
            _waitingFor.Remove(agent);
            if (_waitingFor.Count == 0)
            {
                End();
            }
        }

        void End()
        {
            Timers.CancelAll();
            _outcome.Complete(outcome);
            Become(Ended);
        }
    }

    private void Ended()
    {
        Receive<AwaitOutcome>(_ => _outcome.Await(Sender));
        ReceiveAny(_ => { });
    }

    // The hash over the whole model needs the client's weights; the server keeps nothing else of them.
    private void FetchResult(RestartPoint end)
    {
        _place = "the end of the run";
        var state = end.Client!.Value;
        var source = SourceOf(state)!;
        Become(() => Finishing(source));
        RestoreModel(end);
        _snapshotReceiver.Tell(new Fetch(source));
        _model.Tell(SaveState.Instance);
    }

    private void Finish(IReadOnlyList<NamedTensor> weights)
    {
        Record(new RunFinished(
            WeightsHash.Of(weights), _parts.Parameters, _runWatch.Elapsed.TotalSeconds, _bytesSent));
        TellEnd(new RunEnded(Completed: true, ""), new Succeeded());
    }

    /// <param name="gone">Will not say good-bye.</param>
    private void GiveUp(FailureKind kind, string reason, IActorRef? gone = null)
    {
        _log.Error("The run is given up: {0}", reason);
        TellEnd(new RunEnded(Completed: false, reason), new Failed(kind, reason), gone);
        // Last: also where it cannot be written the others are told.
        Record(new RunFailed(reason) { BytesSent = _bytesSent });
    }

    private void TellEnd(RunEnded message, IOutcome outcome, IActorRef? gone = null)
    {
        Timers.CancelAll();
        _waitingFor.Clear();
        _waitingFor.UnionWith(_desk.Agents.Where(agent => !agent.Equals(gone)));
        Become(() => Ending(outcome));
        Timers.StartSingleTimer(
            nameof(Tick), Tick.Instance, _waitingFor.Count == 0 ? TimeSpan.Zero : _options.EndTimeout);
        TellAgents(message);
    }
}
