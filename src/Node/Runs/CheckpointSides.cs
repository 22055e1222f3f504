using SplitLearning.Models.State;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Runs;

/// <summary>Where the parts of a run's checkpoints lie on this machine.</summary>
internal static class CheckpointSides
{
    /// <summary>Names of the parts' files, without their extension.</summary>
    public const string Client = "client", Server = "server", Whole = "model";

    /// <summary>The folders of the agents that share this machine, by name; below the run's as with demo.</summary>
    /// <exception cref="Hosting.NodeFailureException">The run's folder cannot be read.</exception>
    public static IReadOnlyList<(string Agent, CheckpointFolder Checkpoints)> OfAgents(RunFolder run)
    {
        List<(string, CheckpointFolder)> found = [];
        Storage.GuardRead(run.Path, () => found.AddRange(
            from folder in Directory.EnumerateDirectories(run.Path).Order(StringComparer.Ordinal)
            let checkpoints = Path.Combine(folder, Path.GetFileName(run.Checkpoints))
            where Directory.Exists(checkpoints)
            select (Path.GetFileName(folder), new CheckpointFolder(checkpoints))));
        return found;
    }
}
