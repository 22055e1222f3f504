using SplitLearning.Actors.Protocols;
using SplitLearning.Models.Training;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Records;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;

namespace SplitLearning.Node.Programs;

/// <summary>Turns how a run ended for the actors into how it ends for the process.</summary>
internal static class Outcomes
{
    /// <summary>The exit code of each kind of failure.</summary>
    public static ExitCode CodeOf(FailureKind kind) => kind switch
    {
        FailureKind.AgentLost => ExitCode.AgentLost,
        FailureKind.ServerLost => ExitCode.ServerUnreachable,
        FailureKind.Refused => ExitCode.Refused,
        FailureKind.Data => ExitCode.Data,
        FailureKind.Storage => ExitCode.Storage,
        FailureKind.RunGivenUp => ExitCode.RunGivenUp,
        FailureKind.ServerStopped => ExitCode.ServerStopped,
        FailureKind.Stopped => ExitCode.Interrupted,
        FailureKind.Diverged => ExitCode.Diverged,
        _ => ExitCode.InternalError,
    };

    /// <param name="records">Told of the failure, unless the actors did; null where none are kept.</param>
    /// <exception cref="NodeFailureException">The run did not end as planned.</exception>
    public static void ThrowUnlessSucceeded(IOutcome outcome, RunRecords? records, CancellationToken stop)
    {
        if (records?.Failure is { } failure)
            throw failure;
        if (outcome is Suspended)
            return; // as asked

        stop.ThrowIfCancellationRequested();
        if (outcome is not Failed failed)
            return;

        records?.Record(new RunFailed(failed.Reason));
        throw new NodeFailureException(CodeOf(failed.Kind), failed.Reason);
    }
}
