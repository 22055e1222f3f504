using Akka.Actor;
using SplitLearning.Actors.Checkpoints;
using static SplitLearning.Actors.Protocols.CheckpointProtocol;

namespace SplitLearning.Actors.Agent;

/// <content>The agent's part of checkpoints.</content>
public sealed partial class AgentActor
{
    private void Write(WriteCheckpoint command)
    {
        if (_parts.Held.Find(command.State) is { } read)
        {
            _checkpoints.Tell(new CheckpointActor.WritePart(command.Place, read, Sender));
        }
        else
        {
            Sender.Tell(new PartFailed(command.Place, $"State {command.State} is not held by '{_options.Name}'."));
        }
    }

    private void Complete(CheckpointComplete command) =>
        _checkpoints.Tell(new CheckpointActor.CompletePart(command.Place, command.Keep, Sender));
}
