using System.Diagnostics;

namespace SplitLearning.Actors.Tests.Fakes;

/// <summary>A named pipe in the place of a file: its reader waits until the test lets it go on.</summary>
internal static class Pipe
{
    public static void Replace(string path)
    {
        File.Delete(path);
        using var mkfifo = Process.Start("mkfifo", path);
        mkfifo.WaitForExit();
        Assert.Equal(0, mkfifo.ExitCode);
    }

    /// <summary>Waits for the reader and gives it these bytes.</summary>
    public static void Feed(string path, byte[] content)
    {
        using var pipe = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        pipe.Write(content);
    }

    /// <returns>The path, where nothing is any more.</returns>
    public static string Remove(string path)
    {
        File.Delete(path);
        return path;
    }
}
