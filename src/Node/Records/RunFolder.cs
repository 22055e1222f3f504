using SplitLearning.Actors.Protocols;
using SplitLearning.Data.Datasets;
using SplitLearning.Models;
using IoPath = System.IO.Path;

namespace SplitLearning.Node.Records;

/// <summary>The folder of one run and the places of its files.</summary>
internal sealed class RunFolder
{
    private RunFolder(string id, string path)
    {
        Id = id;
        Path = path;
    }

    public string Id { get; }

    /// <summary>Absolute path of the folder.</summary>
    public string Path { get; }

    public string Plan => File("plan.json");

    /// <summary>Which data a central or federated run has: see <see cref="RunData"/>.</summary>
    public string Data => File("data.json");

    public string Metrics => File("metrics.jsonl");

    public string Summary => File("summary.json");

    public bool HasSummary => System.IO.File.Exists(Summary);

    public string Report => File("report.html");

    public string Checkpoints => File("checkpoints");

    /// <summary>Held by the process that is at work here: see <see cref="RunLock"/>.</summary>
    public string Lock => File(".lock");

    /// <summary>The log of one process, e.g. <c>server</c>.</summary>
    public string Log(string process) => File(IoPath.Combine("log", process + ".log"));

    public string Confusion(Phase phase) => File($"confusion-{NameOf(phase)}.csv");

    public string NormalisedConfusion(Phase phase) => File($"confusion-{NameOf(phase)}-normalised.csv");

    /// <summary>Makes <c>runs/id</c> and writes the plan into it.</summary>
    /// <param name="shards">Where the samples of a split run's agents come from; null for a central one.</param>
    /// <exception cref="Hosting.NodeFailureException">The folder cannot be written, or holds a run already.</exception>
    public static RunFolder Create(string runs, RunId id, TrainingPlan plan, ShardMode? shards = null) =>
        Create(runs, id, new PlanFile(PlanHistory.Of(plan), shards).ToJson());

    /// <param name="plan">Text of <c>plan.json</c>.</param>
    /// <inheritdoc cref="Create(string, RunId, TrainingPlan, ShardMode?)"/>
    public static RunFolder Create(string runs, RunId id, string plan) => Storage.Guard(runs, () =>
    {
        var folder = At(IoPath.Combine(runs, id.Value));
        Directory.CreateDirectory(folder.File("log"));
        if (System.IO.File.Exists(folder.Plan))
            throw Storage.Failure($"The run folder {folder.Path} holds a run already; choose another --run-id.");

        Storage.WriteText(folder.Plan, plan);
        return folder;
    });

    /// <summary>A folder that is there already; its name is the run's.</summary>
    public static RunFolder At(string path)
    {
        var full = IoPath.TrimEndingDirectorySeparator(IoPath.GetFullPath(path));
        return new(IoPath.GetFileName(full), full);
    }

    private static string NameOf(Phase phase) => phase == Phase.Train ? "train" : "test";

    private string File(string name) => IoPath.Combine(Path, name);
}
