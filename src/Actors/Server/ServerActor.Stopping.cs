using SplitLearning.Actors.Protocols;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;

namespace SplitLearning.Actors.Server;

/// <content>Stopped on purpose: what the run has come to is written down first.</content>
public sealed partial class ServerActor
{
    private string? _stopReason; // somebody wants the server to stop

    /// <summary>
    /// The turn under way is dropped; the state before it is written, unless it lies on disk already.
    /// </summary>
    private protected override void Stop(string reason)
    {
        if (_stopReason is not null)
        {
            return;
        }

        _stopReason = reason;
        Timers.CancelAll();
        var newest = _points.Newest;
        if (IsSaved(newest) || HolderOf(newest.Client!.Value) is null)
        {
            EndStopped();
        }
        else
        {
            TakeCheckpoint();
        }
    }

    private void EndStopped()
    {
        var newest = _points.Newest;
        IOutcome outcome = IsSaved(newest)
            ? new Suspended($"{newest.Next}")
            : new Failed(FailureKind.Stopped, $"{_stopReason}; {newest.Next} could not be saved, and the run goes on "
                + "from an earlier place.");
        TellEnd(new RunEndProtocol.RunEnded(Completed: false, _stopReason!) { CanGoOn = true }, outcome);
        Record(new RunInterrupted { BytesSent = BytesSent });
    }

    /// <summary>A server that starts anew goes on from this very place.</summary>
    private bool IsSaved(RestartPoint point) => point.Client is not { } client || client == _cutState?.Hash
        || (point.IsDurable && _known.Checkpoints.Any(checkpoint =>
            checkpoint.Place == point.Next.Before(_plan) && checkpoint.ClientSha256 == client.Hex));
}
