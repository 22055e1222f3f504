using System.Text;
using SplitLearning.Models.State;
using SplitLearning.Node.Hosting;

namespace SplitLearning.Node.Records;

/// <summary>Turns the file system's errors into one line that names the file.</summary>
internal static class Storage
{
    // A summary of 100,000 epochs has 20 MiB.
    private const long MostBytes = 256L << 20;

    public static NodeFailureException Failure(string message, Exception? cause = null) =>
        new(ExitCode.Storage, message, cause);

    /// <summary>Writes a small file so that a reader sees the old content or the new, never a part.</summary>
    /// <exception cref="NodeFailureException">It cannot be written.</exception>
    public static void WriteText(string path, string content)
    {
        try
        {
            AtomicFile.Write(path, Encoding.UTF8.GetBytes(content));
        }
        catch (StateException e)
        {
            throw Failure(e.Message, e);
        }
    }

    /// <exception cref="NodeFailureException">The action met a full disk, missing rights or a bad path.</exception>
    public static T Guard<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (IsOfFileSystem(e))
        {
            throw Failure($"Cannot write {Path.GetFullPath(path)}: {OneLine.Of(e)}", e);
        }
    }

    /// <inheritdoc cref="Guard{T}"/>
    public static void Guard(string path, Action action) => Guard(path, () =>
    {
        action();
        return true;
    });

    /// <inheritdoc cref="Guard{T}"/>
    public static async Task GuardAsync(string path, Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (Exception e) when (IsOfFileSystem(e))
        {
            throw Failure($"Cannot write {Path.GetFullPath(path)}: {OneLine.Of(e)}", e);
        }
    }

    /// <summary>Reads a small file.</summary>
    /// <exception cref="NodeFailureException">It cannot be read, or is larger than any file of its kind.</exception>
    public static string ReadText(string path)
    {
        var text = "";
        GuardRead(path, () =>
        {
            if (new FileInfo(path).Length > MostBytes)
                throw new IOException($"it has more than {MostBytes >> 20} MiB");
            text = File.ReadAllText(path);
        });
        return text;
    }

    /// <exception cref="NodeFailureException">The file cannot be read.</exception>
    public static void GuardRead(string path, Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (IsOfFileSystem(e))
        {
            throw Failure($"Cannot read {Path.GetFullPath(path)}: {OneLine.Of(e)}", e);
        }
    }

    private static bool IsOfFileSystem(Exception e) =>
        e is IOException or UnauthorizedAccessException or NotSupportedException;
}
