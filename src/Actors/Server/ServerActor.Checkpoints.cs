using System.Diagnostics;
using Akka.Actor;
using SplitLearning.Actors.Checkpoints;
using SplitLearning.Actors.Protocols;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.CheckpointProtocol;
using static SplitLearning.Actors.Protocols.ServerModelProtocol;

namespace SplitLearning.Actors.Server;

/// <content>All sides write; only when all have confirmed does the checkpoint exist.</content>
public sealed partial class ServerActor
{
    private void Checkpointing(Turn after)
    {
        var watch = Stopwatch.StartNew();
        var files = new List<string>();
        var ticks = 0;
        Receive<StateSaved>(m => _checkpoints.Tell(new CheckpointActor.WritePart(after.Epoch, m.State, Self)));
        Receive<PartWritten>(m => m.Epoch == after.Epoch && _waitingFor.Remove(Sender), m =>
        {
            files.Add($"{AgentOf(Sender)?.Name ?? "server"}/{m.File}");
            _bytesSent["checkpoint"] += m.Bytes;
            if (_waitingFor.Count == 0)
            {
                TellAgents(new CheckpointComplete(after.Epoch));
                _checkpoints.Tell(new CheckpointComplete(after.Epoch));
            }
        });
        Receive<PartFailed>(m => m.Epoch == after.Epoch, m => GiveUp(
            FailureKind.Storage, $"Checkpoint of epoch {m.Epoch} failed at {WriterOf(Sender)}: {m.Reason}"));
        Receive<CheckpointActor.PartCompleted>(m => m.Epoch == after.Epoch, _ =>
        {
            Timers.CancelAll();
            Record(new CheckpointWritten(after.Epoch, watch.Elapsed.TotalSeconds, files));
            GoOn(after);
        });
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
                AskForParts(after);
            }
        });
        ReceiveLate();
    }

    private void TakeCheckpoint(Turn after)
    {
        _place = $"the checkpoint of epoch {after.Epoch}";
        _waitingFor.UnionWith(_agents.Select(a => a.Ref));
        _waitingFor.Add(Self);
        Become(() => Checkpointing(after));
        Timers.StartPeriodicTimer(nameof(Tick), Tick.Instance, _options.ReplyTimeout);
        _model.Tell(SaveState.Instance);
        AskForParts(after);
    }

    private void AskForParts(Turn after)
    {
        foreach (var agent in _agents.Where(a => _waitingFor.Contains(a.Ref)))
        {
            agent.Ref.Tell(new WriteCheckpoint(after.Epoch, _newest!.Hash));
        }
    }

    private string WriterOf(IActorRef actor) => AgentOf(actor) is { } agent ? $"agent '{agent.Name}'" : "the server";
}
