namespace SplitLearning.Models.State;

/// <summary>Writes files that are either whole or not there, also when the power fails.</summary>
public static class AtomicFile
{
    /// <summary>Replaces a file, creating its folder: temporary file in the same folder, fsync, rename, fsync of the folder.</summary>
    /// <exception cref="StateException">It cannot be written; the message names the file and the cause, nothing is left behind.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content) => throw new NotSupportedException();
}
