using System.ComponentModel;
using System.Runtime.InteropServices;

namespace SplitLearning.Models.State;

/// <summary>Writes files that are either whole or not there, also when the power fails.</summary>
public static class AtomicFile
{
    /// <summary>Creates or replaces a file, and its folder if need be.</summary>
    /// <remarks>
    /// A temporary file in the same folder, fsync, rename, fsync of the folder, and of those above new folders.
    /// </remarks>
    /// <exception cref="StateException">
    /// It cannot be written: the message names the file and the cause. The file is as it was, nothing else is left.
    /// </exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var target = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(target) ?? target;
        var temporary = Path.Combine(folder, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.tmp");
        var missing = MissingFolders(folder);
        try
        {
            Directory.CreateDirectory(folder);
            // From the top: a folder is found again after a power failure if the one above it has its name on disk.
            foreach (var made in missing)
                FlushFolder(Path.GetDirectoryName(made)!);
            WriteDurably(temporary, content);
            File.Move(temporary, target, overwrite: true);
            FlushFolder(folder);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            Remove(temporary, missing);
            throw new StateException($"Cannot write {target}: {cause.Message}", cause);
        }
    }

    /// <summary>Deletes a file, also for after a power failure; one that is not there is no error.</summary>
    /// <exception cref="IOException">It cannot be deleted, or its folder is not there.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be deleted.</exception>
    internal static void Delete(string path)
    {
        File.Delete(path);
        FlushFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>The folders of a path that are still to be made, the uppermost first.</summary>
    private static List<string> MissingFolders(string folder)
    {
        var missing = new List<string>();
        for (var up = folder; up is not null && !Directory.Exists(up); up = Path.GetDirectoryName(up))
            missing.Insert(0, up);
        return missing;
    }

    private static void WriteDurably(string path, ReadOnlySpan<byte> content)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        file.Write(content);
        file.Flush(flushToDisk: true);
    }

    // Without it the rename itself may be lost with the power. Windows has no such call and needs none.
    private static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        const int readOnly = 0;
        var descriptor = LibC.Open(folder, readOnly);
        if (descriptor < 0)
            throw new IOException(LastError());
        var failed = LibC.Flush(descriptor) != 0;
        var error = failed ? LastError() : "";
        _ = LibC.Close(descriptor);
        if (failed)
            throw new IOException(error);
    }

    private static string LastError() => new Win32Exception(Marshal.GetLastPInvokeError()).Message;

    private static void Remove(string file, IEnumerable<string> folders)
    {
        TryTo(() => File.Delete(file));
        // Only what is empty: another process may have put something there.
        foreach (var folder in folders.Reverse())
            TryTo(() => Directory.Delete(folder, recursive: false));
    }

    private static void TryTo(Action delete)
    {
        try
        {
            delete();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            // The cause of the failed write is what the caller must learn.
        }
    }
}
