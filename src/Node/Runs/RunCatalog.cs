using SplitLearning.Node.Hosting;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Runs;

/// <summary>The runs of a folder, oldest first by name, and what else lies there.</summary>
/// <param name="Foreign">A line for each folder that is not a run, or whose plan is damaged.</param>
internal sealed record RunCatalog(IReadOnlyList<RunFiles> Runs, IReadOnlyList<string> Foreign)
{
    /// <param name="runs">Folder of all runs; one that is not there has none.</param>
    /// <exception cref="NodeFailureException">It is a file, or may not be read.</exception>
    public static RunCatalog Read(string runs)
    {
        var found = new List<RunFiles>();
        var foreign = new List<string>();
        foreach (var folder in Folders(runs))
            try
            {
                found.Add(RunFiles.Read(RunFolder.At(folder)));
            }
            catch (NodeFailureException e)
            {
                foreign.Add(e.Message);
            }

        return new(found, foreign);
    }

    /// <summary>A run by its name in the folder of all runs, or by the path of its own folder.</summary>
    /// <exception cref="NodeFailureException">There is none, or it is damaged.</exception>
    public static RunFiles Find(string runs, string run)
    {
        var named = Path.Combine(runs, run);
        return RunFiles.Read(RunFolder.At(Directory.Exists(named) || !Directory.Exists(run) ? named : run));
    }

    private static List<string> Folders(string runs)
    {
        List<string> folders = [];
        if (Directory.Exists(runs) || File.Exists(runs))
            Storage.GuardRead(runs, () => folders.AddRange(Directory.EnumerateDirectories(runs)));
        folders.Sort(StringComparer.Ordinal);
        return folders;
    }
}
