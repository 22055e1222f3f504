using SplitLearning.Models;

namespace SplitLearning.Node.Records;

/// <summary>The folder of one run and the places of its files.</summary>
internal sealed class RunFolder
{
    private RunFolder(RunId id, string path)
    {
        Id = id;
        Path = path;
    }

    public RunId Id { get; }

    /// <summary>Absolute path of the folder.</summary>
    public string Path { get; }

    public string Plan => File("plan.json");

    public string Metrics => File("metrics.jsonl");

    public string Summary => File("summary.json");

    /// <summary>The log of one process, e.g. <c>server</c>.</summary>
    public string Log(string process) => File(System.IO.Path.Combine("log", process + ".log"));

    public string Checkpoints => File("checkpoints");

    public string Confusion(Data.Datasets.Phase phase) =>
        File(phase == Data.Datasets.Phase.Train ? "confusion-train.csv" : "confusion-test.csv");

    /// <summary>Makes <c>runs/id</c> and writes the plan into it.</summary>
    /// <exception cref="Hosting.NodeFailureException">The folder cannot be written, or holds a run already.</exception>
    public static RunFolder Create(string runs, RunId id, TrainingPlan plan) => Storage.Guard(runs, () =>
    {
        var folder = new RunFolder(id, System.IO.Path.GetFullPath(System.IO.Path.Combine(runs, id.Value)));
        Directory.CreateDirectory(folder.File("log"));
        if (System.IO.File.Exists(folder.Plan))
            throw Storage.Failure($"The run folder {folder.Path} holds a run already; choose another --run-id.");

        Storage.WriteText(folder.Plan, RunJson.Pretty(plan));
        return folder;
    });

    private string File(string name) => System.IO.Path.Combine(Path, name);
}
