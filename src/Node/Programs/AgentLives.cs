using SplitLearning.Actors.Agent;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Snapshots;
using SplitLearning.Models.Training;
using SplitLearning.Node.Records;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;

namespace SplitLearning.Node.Programs;

/// <summary>Lets an agent that lost its server look for it anew, with all that it holds of the run.</summary>
/// <remarks>
/// Each life has an actor system of its own: the one that was cut off from the cluster has been put out of it, and the
/// server that comes back founds another.
/// </remarks>
/// <param name="orphanTimeout">How long to look for a server that was there before.</param>
internal sealed class AgentLives(AgentOptions options, TimeSpan orphanTimeout, TimeProvider clock)
{
    private readonly HeldStates _held = new();

    /// <summary>Whether the agent lost its server, or never found it.</summary>
    public static bool IsOrphaned(IOutcome outcome) =>
        outcome is Failed { Kind: FailureKind.ServerLost or FailureKind.ServerStopped };

    /// <param name="live">One life of the agent, until its outcome.</param>
    /// <param name="tell">Told of a server that is looked for anew.</param>
    public async Task<IOutcome> RunAsync(
        Func<AgentOptions, HeldStates, Task<IOutcome>> live, Action<RunEvent> tell, CancellationToken stop)
    {
        var (since, limit) = (clock.GetTimestamp(), options.JoinTimeout);
        while (true)
        {
            var before = _held.Lives;
            var left = limit - clock.GetElapsedTime(since);
            var outcome = await live(options with { JoinTimeout = left }, _held);
            if (!IsOrphaned(outcome) || stop.IsCancellationRequested)
                return outcome;
            if (_held.Lives > before) // it had found the server
                (since, limit) = (clock.GetTimestamp(), orphanTimeout);
            if (clock.GetElapsedTime(since) >= limit)
                return outcome;

            tell(new Notice($"{options.Name}: {((Failed)outcome).Reason} Looking for it again."));
        }
    }
}
