using SplitLearning.Actors.Protocols;
using SplitLearning.Node.Configuration;
using SplitLearning.Node.Display;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Programs;

/// <summary>What a person has said about a split run that might go on.</summary>
/// <param name="RunId">Name of the run; null to make one up.</param>
/// <param name="Resume">The run to go on with, <c>latest</c> or <c>none</c>; null when nothing was said.</param>
/// <param name="Given">Options of the command line that are settings.</param>
internal sealed record ServerStart(string? RunId, string? Resume, IReadOnlyList<Override> Given)
{
    /// <summary>The run of --run-id, else the newest unfinished one of the workload; a new one where none is.</summary>
    public const string Latest = "latest";

    /// <summary>The run to go on with; asks the person at the terminal where nothing was said.</summary>
    /// <returns>Null for a new run. One that is over is there only to tell its agents, or that it is.</returns>
    /// <exception cref="NodeFailureException">The named run cannot be gone on with.</exception>
    public async Task<UnfinishedRun?> FindAsync(Settings settings, OutputFormat output, ProcessScope process)
    {
        var name = Resume switch
        {
            null => await AskedAsync(settings, output, process),
            Latest => Named(settings) ?? Newest(settings)?.Folder.Path,
            ValueRules.None => null,
            _ => Resume,
        };
        if (name is null)
            return null;

        var run = UnfinishedRun.Open(settings.Get(SettingKeys.Runs), name, RunMode.Split);
        EnsureSameShards(run, settings);
        run = ResumeOptions.Changed(run, settings, Given, anew: "--resume none");
        if (Resume != Latest && !run.IsUntold)
            ResumeOptions.EnsureIsNotOver(run);
        if (run.IsFinished && !run.IsOver && !run.HasCheckpoint)
            throw Storage.Failure($"The run {run.Folder.Id} has no checkpoint to go on from; start it anew.");
        return run;
    }

    private static void EnsureSameShards(UnfinishedRun run, Settings settings)
    {
        if (run.Planned.Shards == ShardMode.Simulated && settings.Get(SettingKeys.Shards) == ShardMode.Private)
            throw new NodeFailureException(ExitCode.Configuration,
                $"{SettingKeys.Shards.Path} is 'private', but the run {run.Folder.Id} has simulated ones, and "
                + $"{ResumeOptions.MayChange}; leave the key out.");
    }

    private string? Named(Settings settings) =>
        RunId is not null
            && Path.Combine(settings.Get(SettingKeys.Runs), Records.RunId.Parse(RunId).Value) is var folder
            && File.Exists(RunFolder.At(folder).Plan)
            ? folder
            : null;

    private RunFiles? Newest(Settings settings) => RunId is not null ? null : UnfinishedRun.Newest(
        settings.Get(SettingKeys.Runs), settings.Get(SettingKeys.Workload), RunMode.Split);

    // Only a person can answer: no terminal, or output for a program, and a new run begins as if none were there.
    private async Task<string?> AskedAsync(Settings settings, OutputFormat output, ProcessScope process)
    {
        if (RunId is not null || output != OutputFormat.Text || process.Terminal.Confirm is not { } confirm)
            return null;

        return Newest(settings) is { } run && await confirm(
                $"The run {run.Folder.Id} is not finished (epoch {run.Summary?.EpochsDone ?? 0} of "
                + $"{run.Summary?.Epochs.ToString() ?? "its plan"}). Go on with it? (no: start anew)", process.Stop)
            ? run.Folder.Path
            : null;
    }
}
