using System.ComponentModel;
using System.Runtime.InteropServices;

namespace SplitLearning.Models.State;

/// <summary>Writes files that are either whole or not there, also when the power fails.</summary>
public static class AtomicFile
{
    /// <summary>Creates or replaces a file, and its folder if need be.</summary>
    /// <remarks>A temporary file in the same folder, fsync, rename, fsync of the folder.</remarks>
    /// <exception cref="StateException">
    /// It cannot be written: the message names the file and the cause. The file is as it was, nothing else is left.
    /// </exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var target = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(target) ?? target;
        var temporary = Path.Combine(folder, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.tmp");
        try
        {
            Directory.CreateDirectory(folder);
            WriteDurably(temporary, content);
            File.Move(temporary, target, overwrite: true);
            FlushFolder(folder);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            Remove(temporary);
            throw new StateException($"Cannot write {target}: {cause.Message}", cause);
        }
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

    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            // The cause of the failed write is what the caller must learn.
        }
    }
}
