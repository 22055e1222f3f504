using Akka.Actor;
using Akka.Event;
using static SplitLearning.Actors.Protocols.LeavingProtocol;
using static SplitLearning.Actors.Protocols.TurnProtocol;

namespace SplitLearning.Actors.Server;

/// <content>An agent that somebody wants to stop is let go when the others can do without it.</content>
public sealed partial class ServerActor
{
    private void ReceiveLeaving()
    {
        Receive<LeaveRequested>(_ => SeatOf(Sender) is { IsPresent: true }, m =>
            NoteLeaving(SeatOf(Sender)!, m.Reason));
        Receive<LeaveRequested>(_ => Sender.Tell(new LeaveGranted())); // it has nothing that the run knows of
        Receive<TakenOver>(m => SeatOf(Sender)?.Note(m.State));
        Receive<TakeOverFailed>(m => Log.Warning("{0} does not take over {1}: {2}", Sender, m.State, m.Reason));
    }

    private void NoteLeaving(Seat seat, string reason)
    {
        if (Options.OnLostAgent == LostAgentPolicy.Stop && _stopReason is null)
        {
            Lose(seat, $"has left: {reason}");
        }
        else
        {
            seat.BeginToLeave(reason);
        }
    }

    /// <summary>Those who are not needed go.</summary>
    private void LetGo()
    {
        foreach (var seat in _agents.Where(seat => seat.LeavesBecause is not null && CanSpare(seat)).ToList())
        {
            seat.Ref.Tell(new LeaveGranted());
            Lose(seat, $"has left: {seat.LeavesBecause}");
        }
    }

    private bool CanSpare(Seat leaving)
    {
        var newest = _points.Newest;
        if (!HasBegun || newest.Client is not { } client || !leaving.Holds(client))
        {
            return true;
        }

        return _agents.Any(seat => seat.CanTakeTurn) // whom it would not help to have it on the disk of one who goes
            ? _agents.Any(seat => seat.CanTakeTurn && seat.Holds(client))
            : IsSaved(newest);
    }

    /// <summary>
    /// Nobody trains: somebody else takes over what the one who leaves holds; its own disk, with nobody else.
    /// </summary>
    private void Secure(Seat leaving)
    {
        LetGo();
        if (leaving.LeavesBecause is null || _points.Newest.Client is not { } client)
        {
            return;
        }

        if (_agents.FirstOrDefault(seat => seat.CanTakeTurn) is { } heir)
        {
            heir.Ref.Tell(new TakeOver(new SnapshotSource(client, leaving.Holder, leaving.Name)));
        }
        else
        {
            LeaveGathering();
            TakeCheckpoint();
        }
    }
}
