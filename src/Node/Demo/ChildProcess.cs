using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Demo;

/// <summary>A process that the demo started; what it says and how it ends goes to one channel.</summary>
internal sealed partial class ChildProcess : IDisposable
{
    private const int Sigterm = 15;
    private const string ErrorPrefix = "error: ";

    private readonly Process _process;
    private readonly Task _ended;
    private string _lastError = "";

    private ChildProcess(string name, ProcessStartInfo start, ChannelWriter<ChildNews> news)
    {
        Name = name;
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        _process.StandardInput.Close();
        _ended = WatchAsync(news);
    }

    public string Name { get; }

    public static ChildProcess Start(string name, ProcessStartInfo start, ChannelWriter<ChildNews> news) =>
        new(name, start, news);

    /// <summary>Asks the process to end in order, and kills it if it does not within the limit.</summary>
    public async Task StopAsync(TimeSpan limit)
    {
        if (!_ended.IsCompleted)
            _ = Kill(_process.Id, Sigterm);
        if (await Task.WhenAny(_ended, Task.Delay(limit)) == _ended)
            return;

        _process.Kill(entireProcessTree: true);
        await _ended;
    }

    public void Dispose() => _process.Dispose();

    private async Task WatchAsync(ChannelWriter<ChildNews> news)
    {
        await Task.WhenAll(ReadEventsAsync(news), ReadErrorsAsync());
        await _process.WaitForExitAsync();
        news.TryWrite(new ChildEnded(Name, _process.ExitCode, _lastError));
    }

    private async Task ReadEventsAsync(ChannelWriter<ChildNews> news)
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
            if (RunJson.TryParse(line) is { } runEvent)
                news.TryWrite(new ChildTold(Name, runEvent));
    }

    // Native libraries may warn there too: a line of the product's own counts more than a later one of theirs.
    private async Task ReadErrorsAsync()
    {
        var isOwn = false;
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            var own = line.StartsWith(ErrorPrefix, StringComparison.Ordinal);
            if (own || (!isOwn && line.Length > 0))
                _lastError = own ? line[ErrorPrefix.Length..] : line;
            isOwn |= own;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int process, int signal);
}
