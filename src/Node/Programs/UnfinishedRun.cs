using System.Text.Json;
using SplitLearning.Models;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Records;
using SplitLearning.Node.Runs;

namespace SplitLearning.Node.Programs;

/// <summary>An unfinished run that is to go on.</summary>
/// <param name="Plan">Its own.</param>
internal sealed record UnfinishedRun(RunFolder Folder, TrainingPlan Plan, RunHistory History)
{
    /// <param name="runs">Folder of all runs.</param>
    /// <param name="name">Name of the run's folder, or its path.</param>
    /// <exception cref="NodeFailureException">It is not there, or cannot go on; the line says why.</exception>
    public static UnfinishedRun Open(string runs, string name, RunMode mode)
    {
        var run = RunCatalog.Find(runs, name);
        if (ReasonAgainst(run, mode) is { } reason)
            throw new NodeFailureException(ExitCode.Configuration, $"The run {run.Folder.Id} {reason}");
        return new(run.Folder, Parse<TrainingPlan>(run.Folder.Plan), run.History);
    }

    /// <summary>The newest unfinished run of a workload; null for none.</summary>
    public static RunFiles? Newest(string runs, string workload, RunMode mode, Func<RunFiles, bool>? fits = null) =>
        RunCatalog.Read(runs).Runs
            .Where(run => run.Workload == workload && ReasonAgainst(run, mode) is null && fits?.Invoke(run) != false)
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
        { Summary.Status: RunStatus.Finished } => "is finished; there is nothing to go on with.",
        _ => null,
    };

    public static T Parse<T>(string path)
    {
        try
        {
            return RunJson.Parse<T>(Storage.ReadText(path));
        }
        catch (JsonException e)
        {
            throw Storage.Failure($"{path} is damaged: {OneLine.Of(e)}", e);
        }
    }

    private static string Name(RunMode mode) => mode.ToString().ToLowerInvariant();
}
