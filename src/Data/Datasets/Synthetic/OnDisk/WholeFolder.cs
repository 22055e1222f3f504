using System.Runtime.ExceptionServices;

namespace SplitLearning.Data.Datasets.Synthetic.OnDisk;

/// <summary>Writes a folder so that it is either whole or not there.</summary>
internal static class WholeFolder
{
    /// <param name="folder">Empty, or not there.</param>
    /// <param name="write">Fills a folder of another name beside it, which then gets the name.</param>
    public static void Write(string folder, Action<string> write)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        EnsureEmpty(target);
        var beside = Path.GetDirectoryName(target) ?? throw new IOException("it is the root of the file system");
        Directory.CreateDirectory(beside);
        // A name that no reader looks for, also when the power fails.
        var unfinished = Path.Combine(beside, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.unfinished");
        try
        {
            Directory.CreateDirectory(unfinished);
            write(unfinished);
            if (Directory.Exists(target))
                Directory.Delete(target); // empty; if it no longer is, this fails and it stays
            Directory.Move(unfinished, target);
        }
        catch (Exception failure)
        {
            Remove(unfinished);
            // Of several threads the first to fail has found the cause.
            if (failure is AggregateException { InnerExceptions: [var first, ..] })
                ExceptionDispatchInfo.Throw(first);
            throw;
        }
    }

    private static void EnsureEmpty(string target)
    {
        if (File.Exists(target))
            throw new IOException("it is a file; a folder is expected that is empty or does not exist");
        if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
            throw new IOException("the folder is not empty; name one that is, or that does not exist");
    }

    private static void Remove(string unfinished)
    {
        try
        {
            Directory.Delete(unfinished, recursive: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // What the caller must learn is why writing failed.
        }
    }
}
