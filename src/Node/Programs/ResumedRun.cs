using SplitLearning.Models;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Programs;

/// <summary>A central run that goes on, and from where.</summary>
/// <param name="Damaged">A line for each newer checkpoint that is torn or changed.</param>
internal sealed record ResumedRun(
    UnfinishedRun Run, RunData Data, Checkpoint Checkpoint, IReadOnlyList<string> Damaged)
{
    public RunFolder Folder => Run.Folder;

    public TrainingPlan Plan => Run.Plan;

    public RunHistory History => Run.History;

    /// <summary>What the records say of it.</summary>
    public RunResumed Event => new(
        Checkpoint.Place.Epochs, Path.GetRelativePath(Folder.Path, Checkpoint.Folder).Replace('\\', '/'), Damaged);

    /// <param name="runs">Folder of all runs.</param>
    /// <param name="name">Name of the run's folder, or its path.</param>
    /// <exception cref="NodeFailureException">It is not there, or cannot go on; the line says why.</exception>
    public static ResumedRun Open(string runs, string name)
    {
        var run = UnfinishedRun.Open(runs, name, RunMode.Central);
        var folder = run.Folder;
        var damaged = new List<string>();
        var checkpoint = new CheckpointFolder(folder.Checkpoints).Newest(damaged.Add)
            ?? throw Storage.Failure($"The run {folder.Id} has no checkpoint to go on from"
                + $"{string.Concat(damaged.Select(line => $" ({line})"))}; start it anew.");
        if (!run.Planned.Plans.Covers(checkpoint))
            throw Storage.Failure(
                $"{checkpoint.Folder} is of another plan than {folder.Plan}; start the run anew.");
        return new(run, UnfinishedRun.ReadData(folder), checkpoint, damaged);
    }

    /// <summary>The newest unfinished central run of a workload that has a checkpoint; null for none.</summary>
    public static RunFiles? Candidate(string runs, string workload) =>
        UnfinishedRun.Newest(runs, workload, RunMode.Central, run => HasCheckpoint(run.Folder));

    private static bool HasCheckpoint(RunFolder folder) => Directory.Exists(folder.Checkpoints)
        && Directory.EnumerateFiles(folder.Checkpoints, "manifest.json", SearchOption.AllDirectories).Any();
}
