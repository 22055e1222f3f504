using System.Diagnostics;
using Akka.Actor;
using SplitLearning.Actors.Checkpoints;
using SplitLearning.Actors.Protocols;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.CheckpointProtocol;
using static SplitLearning.Actors.Protocols.ServerModelProtocol;

namespace SplitLearning.Actors.Server;

/// <content>All sides write; only when all have confirmed does the checkpoint exist, and all are told so.</content>
public sealed partial class ServerActor
{
    private void TakeCheckpoint(Turn after)
    {
        _place = $"the checkpoint of epoch {after.Epoch}";
        AwaitAllSides();
        Become(() => WritingCheckpoint(after));
        _model.Tell(SaveState.Instance);
        AskForParts(after.Epoch);
    }

    private void WritingCheckpoint(Turn after)
    {
        var watch = Stopwatch.StartNew();
        var files = new List<string>();
        Receive<StateSaved>(m => _checkpoints.Tell(new CheckpointActor.WritePart(after.Epoch, m.State, Self)));
        Receive<PartWritten>(m => m.Epoch == after.Epoch && _waitingFor.Remove(Sender), m =>
        {
            files.Add($"{AgentOf(Sender)?.Name ?? "server"}/{m.File}");
            _bytesSent["checkpoint"] += m.Bytes;
            if (_waitingFor.Count == 0)
            {
                CompleteCheckpoint(after, () => new CheckpointWritten(after.Epoch, watch.Elapsed.TotalSeconds, files));
            }
        });
        ReceiveWhileOthersWrite(after.Epoch, AskForParts);
    }

    private void CompleteCheckpoint(Turn after, Func<CheckpointWritten> written)
    {
        AwaitAllSides();
        Become(() => CompletingCheckpoint(after, written));
        _checkpoints.Tell(new CheckpointActor.CompletePart(after.Epoch, Self, _newest!.Hash.Hex));
        AskForManifests(after.Epoch);
    }

    private void CompletingCheckpoint(Turn after, Func<CheckpointWritten> written)
    {
        Receive<ManifestWritten>(m => m.Epoch == after.Epoch && _waitingFor.Remove(Sender), _ =>
        {
            if (_waitingFor.Count == 0)
            {
                Timers.CancelAll();
                Record(written());
                GoOn(after);
            }
        });
        ReceiveWhileOthersWrite(after.Epoch, AskForManifests);
    }

    private void ReceiveWhileOthersWrite(int epoch, Action<int> askAgain)
    {
        var ticks = 0;
        Receive<PartFailed>(m => m.Epoch == epoch && IsSide(Sender), m => GiveUp(
            FailureKind.Storage, $"Checkpoint of epoch {epoch} failed at {WriterOf(Sender)}: {m.Reason}"));
        Receive<Tick>(_ =>
        {
            ticks++;
            if (ticks * _options.ReplyTimeout >= _options.TurnTimeout)
            {
                GiveUp(FailureKind.Storage, $"{_place} is not confirmed by {WriterOf(_waitingFor.First())} "
                    + $"after {_options.TurnTimeout.TotalSeconds:0} s.");
            }
            else
            {
                askAgain(epoch);
            }
        });
        ReceiveLate();
    }

    private void AwaitAllSides()
    {
        _waitingFor.UnionWith(_agents.Select(a => a.Ref));
        _waitingFor.Add(Self);
        Timers.StartPeriodicTimer(nameof(Tick), Tick.Instance, _options.ReplyTimeout);
    }

    private void AskForParts(int epoch) => TellThoseWaitedFor(new WriteCheckpoint(epoch, _newest!.Hash));

    private void AskForManifests(int epoch) => TellThoseWaitedFor(new CheckpointComplete(epoch));

    private void TellThoseWaitedFor(object message)
    {
        foreach (var agent in _agents.Where(a => _waitingFor.Contains(a.Ref)))
        {
            agent.Ref.Tell(message);
        }
    }

    private bool IsSide(IActorRef actor) => actor.Equals(Self) || AgentOf(actor) is not null;

    private string WriterOf(IActorRef actor) => AgentOf(actor) is { } agent ? $"agent '{agent.Name}'" : "the server";
}
