using System.Runtime.InteropServices;

namespace SplitLearning.Node.Hosting;

/// <summary>Ends a process that was started by another when that other is gone, even if it was killed.</summary>
/// <remarks>
/// Linux could send a signal instead (PR_SET_PDEATHSIG), but does so when the starting thread ends, not the process.
/// </remarks>
internal sealed partial class ParentWatch : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly Timer _timer;

    /// <param name="parent">Id of the process that started this one.</param>
    /// <param name="gone">Called once, from a timer's thread.</param>
    public ParentWatch(int parent, Action gone)
    {
        _timer = new(_ =>
        {
            // An orphan gets another parent at once; asking for it cannot be fooled by a reused id.
            if (ParentOfThisProcess() != parent && _timer!.Change(Timeout.Infinite, Timeout.Infinite))
                gone();
        });
        _timer.Change(TimeSpan.Zero, Interval);
    }

    public void Dispose() => _timer.Dispose();

    [LibraryImport("libc", EntryPoint = "getppid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ParentOfThisProcess();
}
