using System.Text.Json;
using SplitLearning.Models;
using SplitLearning.Models.State;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Records;
using SplitLearning.Node.Runs;

namespace SplitLearning.Node.Programs;

/// <summary>An unfinished central run, and from where it goes on.</summary>
/// <param name="Damaged">A line for each newer checkpoint that is torn or changed.</param>
internal sealed record ResumedRun(
    RunFolder Folder, TrainingPlan Plan, RunData Data, RunHistory History, Checkpoint Checkpoint,
    IReadOnlyList<string> Damaged)
{
    /// <summary>What the records say of it.</summary>
    public RunResumed Event => new(
        Checkpoint.Place.Epochs, Path.GetRelativePath(Folder.Path, Checkpoint.Folder).Replace('\\', '/'), Damaged);

    /// <param name="runs">Folder of all runs.</param>
    /// <param name="name">Name of the run's folder, or its path.</param>
    /// <exception cref="NodeFailureException">It is not there, or cannot go on; the line says why.</exception>
    public static ResumedRun Open(string runs, string name)
    {
        var run = RunCatalog.Find(runs, name);
        if (ReasonAgainst(run) is { } reason)
            throw new NodeFailureException(ExitCode.Configuration, $"The run {run.Folder.Id} {reason}");

        var plan = Parse<TrainingPlan>(run.Folder.Plan);
        var damaged = new List<string>();
        var checkpoint = new CheckpointFolder(run.Folder.Checkpoints).Newest(damaged.Add)
            ?? throw Storage.Failure($"The run {run.Folder.Id} has no checkpoint to go on from"
                + $"{string.Concat(damaged.Select(line => $" ({line})"))}; start it anew.");
        if (checkpoint.PlanSha256 != plan.Sha256())
            throw Storage.Failure(
                $"{checkpoint.Folder} is of another plan than {run.Folder.Plan}; start the run anew.");
        return new(run.Folder, plan, Parse<RunData>(run.Folder.Data), run.History, checkpoint, damaged);
    }

    /// <summary>The newest unfinished central run of a workload that has a checkpoint; null for none.</summary>
    public static RunFiles? Candidate(string runs, string workload) => RunCatalog.Read(runs).Runs
        .Where(run => run.Workload == workload && ReasonAgainst(run) is null && HasCheckpoint(run.Folder))
        .MaxBy(run => run.Summary!.Started);

    private static string? ReasonAgainst(RunFiles run) => run switch
    {
        { Summary: null } => "cannot be gone on with: it never began, or its summary.json is damaged.",
        { Summary.Mode: not RunMode.Central } => "is not a central one; only those can be gone on with.",
        { Summary.Status: RunStatus.Finished } => "is finished; there is nothing to go on with.",
        { IsRunning: true } => "is being trained by another process; wait for its end.",
        _ => null,
    };

    private static bool HasCheckpoint(RunFolder folder) => Directory.Exists(folder.Checkpoints)
        && Directory.EnumerateFiles(folder.Checkpoints, "manifest.json", SearchOption.AllDirectories).Any();

    private static T Parse<T>(string path)
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
}
