using System.Runtime.InteropServices;

namespace SplitLearning.Node.Hosting;

/// <summary>Ends the process at once, whatever its threads and native libraries are doing.</summary>
internal static partial class HardExit
{
    /// <remarks>Environment.Exit waits for exit handlers, and those may wait for a stuck thread.</remarks>
    public static void Now(ExitCode code) => Exit((int)code);

    /// <summary>Ends the process with this code unless it has ended by then.</summary>
    public static void After(TimeSpan delay, ExitCode code) => new Thread(() =>
    {
        Thread.Sleep(delay);
        Now(code);
    })
    { IsBackground = true, Name = "hard-exit" }.Start();

    [LibraryImport("libc", EntryPoint = "_exit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void Exit(int code);
}
