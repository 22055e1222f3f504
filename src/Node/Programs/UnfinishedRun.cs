using System.Text.Json;
using SplitLearning.Models;
using SplitLearning.Models.State;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Records;
using SplitLearning.Node.Runs;

namespace SplitLearning.Node.Programs;

/// <summary>A run that is to go on.</summary>
/// <param name="Plan">From now on: its own, or one that differs in what may be changed.</param>
/// <param name="Planned">Its plan until now.</param>
/// <param name="IsFinished">All of that is done.</param>
/// <param name="IsUntold">And its agents may not know of it: <see cref="RunFiles.IsUntold"/>.</param>
internal sealed record UnfinishedRun(
    RunFolder Folder, TrainingPlan Plan, PlanFile Planned, RunHistory History, bool IsFinished, bool IsUntold)
{
    /// <summary>The last epoch that is done; 0 for none.</summary>
    public int EpochsDone => History.Last?.Epoch ?? 0;

    /// <summary>It is finished, and no change of its plan gives it more to do.</summary>
    public bool IsOver => IsFinished && Plan.Epochs <= Planned.Plans.Plan.Epochs;

    /// <summary>There is a checkpoint, in whatever condition.</summary>
    public bool HasCheckpoint => new CheckpointFolder(Folder.Checkpoints).Places().Count > 0;

    /// <param name="runs">Folder of all runs.</param>
    /// <param name="name">Name of the run's folder, or its path.</param>
    /// <remarks>It may be finished: only a change of its plan gives it more to do then.</remarks>
    /// <exception cref="NodeFailureException">It is not there, or cannot go on; the line says why.</exception>
    public static UnfinishedRun Open(string runs, string name, RunMode mode)
    {
        var run = RunCatalog.Find(runs, name);
        if (ReasonAgainst(run, mode) is { } reason)
            throw new NodeFailureException(ExitCode.Configuration, $"The run {run.Folder.Id} {reason}");
        var planned = PlanFile.Read(run.Folder);
        return new(
            run.Folder, planned.Plans.Plan, planned, run.History, run.Status == RunStatus.Finished, run.IsUntold);
    }

    /// <summary>The newest run of a workload that is unfinished, or whose agents may not know its end.</summary>
    /// <returns>Null for none.</returns>
    public static RunFiles? Newest(string runs, string workload, RunMode mode, Func<RunFiles, bool>? fits = null) =>
        RunCatalog.Read(runs).Runs
            .Where(run => run.Workload == workload
                && (run.Status != RunStatus.Finished || (run.IsUntold && mode != RunMode.Central))
                && ReasonAgainst(run, mode) is null && fits?.Invoke(run) != false)
            .MaxBy(run => run.Summary?.Started);

    /// <summary>Why a run cannot go on; null where it can.</summary>
    public static string? ReasonAgainst(RunFiles run, RunMode mode) => run switch
    {
        { IsRunning: true } => "is being trained by another process; wait for its end.",
        // A server may be lost before there is anything to sum up.
        { Summary: null } when mode == RunMode.Central || run.Folder.HasSummary =>
            "cannot be gone on with: it never began, or its summary.json is damaged.",
        { Summary.Mode: var own } when own != mode =>
            $"is not a {Name(mode)} one; only those can be gone on with here.",
        _ => null,
    };

    public static RunData ReadData(RunFolder folder)
    {
        try
        {
            return RunJson.Parse<RunData>(Storage.ReadText(folder.Data));
        }
        catch (JsonException e)
        {
            throw Storage.Failure($"{folder.Data} is damaged: {OneLine.Of(e)}", e);
        }
    }

    private static string Name(RunMode mode) => mode.ToString().ToLowerInvariant();
}
