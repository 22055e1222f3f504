namespace RecoveryBench;

/// <summary>A temporary folder for drawn data and the runs' files; removed at the end.</summary>
/// <param name="program">Path of <c>splitlearning</c>.</param>
internal sealed class Workplace(string program) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("recovery-bench-");
    private int _folders;

    public string Program => program;

    /// <summary>Has a folder for each workload that was drawn.</summary>
    public string Data => Path.Combine(_folder.FullName, "data");

    public string NewFolder() => _folder.CreateSubdirectory($"{++_folders}").FullName;

    /// <summary>Draws a workload's files, once.</summary>
    /// <param name="counts">Options of <c>splitlearning data synthesize</c>.</param>
    public async Task DrawAsync(string workload, params string[] counts)
    {
        var files = Path.Combine(Data, workload);
        if (Directory.Exists(files))
            return;

        Progress.Tell($"{workload}: drawing");
        await using var drawing = new NodeProcess(
            program, _folder.FullName, ["data", "synthesize", workload, "--out", files, .. counts]);
        await drawing.EndAsync();
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
