using SplitLearning.Node.Configuration;
using SplitLearning.Node.Display;
using SplitLearning.Node.Hosting;

namespace SplitLearning.Node.Programs;

/// <summary>What a person has said about a central run that might go on.</summary>
/// <param name="RunId">Name of a new run; null to make one up.</param>
/// <param name="Resume">The run to go on with; null when none was named.</param>
/// <param name="IsNew">A new run is wanted, whatever there is.</param>
/// <param name="Given">Options of the command line that are settings.</param>
internal sealed record CentralStart(string? RunId, string? Resume, bool IsNew, IReadOnlyList<Override> Given)
{
    /// <summary>The run to go on with; asks the person at the terminal where nothing was said.</summary>
    /// <returns>Null for a new run.</returns>
    /// <exception cref="NodeFailureException">The named run cannot be gone on with.</exception>
    public async Task<ResumedRun?> FindAsync(Settings settings, OutputFormat output, ProcessScope process)
    {
        var runs = settings.Get(SettingKeys.Runs);
        var name = Resume ?? await AskedAsync(settings, output, process);
        if (name is null)
            return null;

        var run = ResumedRun.Open(runs, name);
        var changed = ResumeOptions.Changed(run.Run, settings, Given, anew: "--new", run.Data);
        ResumeOptions.EnsureIsNotOver(changed);
        return run with { Run = changed };
    }

    // Only a person can answer: no terminal, or output for a program, and a new run begins as if none were there.
    private async Task<string?> AskedAsync(Settings settings, OutputFormat output, ProcessScope process)
    {
        if (IsNew || RunId is not null || output != OutputFormat.Text || process.Terminal.Confirm is not { } confirm)
            return null;

        var candidate = ResumedRun.Candidate(settings.Get(SettingKeys.Runs), settings.Get(SettingKeys.Workload));
        return candidate is not null && await confirm(
                $"The run {candidate.Folder.Id} is not finished (epoch {candidate.Summary!.EpochsDone} of "
                + $"{candidate.Summary.Epochs}). Go on with it? (no: start anew)",
                process.Stop)
            ? candidate.Folder.Id
            : null;
    }
}
