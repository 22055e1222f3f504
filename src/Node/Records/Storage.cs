using SplitLearning.Node.Hosting;

namespace SplitLearning.Node.Records;

/// <summary>Turns the file system's errors into one line that names the file.</summary>
internal static class Storage
{
    public static NodeFailureException Failure(string message, Exception? cause = null) =>
        new(ExitCode.Storage, message, cause);

    /// <exception cref="NodeFailureException">The action met a full disk, missing rights or a bad path.</exception>
    public static T Guard<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw Failure($"Cannot write {System.IO.Path.GetFullPath(path)}: {OneLine.Of(e)}", e);
        }
    }

    /// <inheritdoc cref="Guard{T}"/>
    public static void Guard(string path, Action action) => Guard(path, () =>
    {
        action();
        return true;
    });
}
