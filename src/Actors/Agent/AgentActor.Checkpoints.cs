using Akka.Actor;
using Akka.Event;
using SplitLearning.Actors.Checkpoints;
using static SplitLearning.Actors.Protocols.CheckpointProtocol;
using static SplitLearning.Actors.Protocols.MembershipProtocol;
using static SplitLearning.Actors.Protocols.RunEndProtocol;

namespace SplitLearning.Actors.Agent;

/// <content>The agent's part of checkpoints.</content>
public sealed partial class AgentActor
{
    private int _completing; // checkpoints whose manifest is being written

    private void ReceiveFromCheckpoints()
    {
        Receive<CheckpointActor.PartCompleted>(_ => _completing--);
        Receive<PartFailed>(m =>
        {
            _completing--;
            _log.Warning("Checkpoint of epoch {0} is not complete: {1}", m.Epoch, m.Reason);
        });
    }

    /// <summary>The run is over, but the process must not end before the manifest is written.</summary>
    private void CompletingCheckpoint(RunEnded end, IActorRef server)
    {
        Receive<CheckpointActor.PartCompleted>(_ => EndWhenComplete());
        Receive<PartFailed>(_ => EndWhenComplete());
        Receive<RunEnded>(_ => { });
        Receive<NodeLost>(_ => { }); // the server does not wait for ever
        Receive<Terminated>(_ => { });
        ReceiveInEveryState();

        void EndWhenComplete()
        {
            _completing--;
            if (_completing == 0)
            {
                SeeEnd(end, server);
            }
        }
    }

    private void Complete(CheckpointComplete command)
    {
        _completing++;
        _checkpoints.Tell(command);
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
