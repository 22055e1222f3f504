namespace SplitLearning.Node.Records;

/// <summary>Says that a process is at work in a run's folder; it is free again when that ends, however.</summary>
internal sealed class RunLock : IDisposable
{
    private readonly FileStream _file;

    private RunLock(FileStream file) => _file = file;

    /// <summary>Whether a process is at work in the folder.</summary>
    public static bool IsHeld(string path)
    {
        if (!File.Exists(path))
            return false;
        try
        {
            new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e is not (FileNotFoundException or DirectoryNotFoundException);
        }
    }

    /// <summary>Whether the last process at work in the folder was lost: it has not put the lock away.</summary>
    public static bool WasLeft(string path) => File.Exists(path) && !IsHeld(path);

    /// <exception cref="Hosting.NodeFailureException">Another process has it, or it cannot be written.</exception>
    public static RunLock Take(string path)
    {
        if (IsHeld(path))
            throw Storage.Failure(
                $"The run in {Path.GetDirectoryName(path)} is being trained by another process; wait for its end.");
        return Storage.Guard(path, () => new RunLock(new FileStream(
            path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1,
            FileOptions.DeleteOnClose)));
    }

    public void Dispose() => _file.Dispose();
}
