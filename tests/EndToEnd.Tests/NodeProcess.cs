using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading.Channels;

namespace SplitLearning.EndToEnd.Tests;

/// <summary>The program as a process of its own; killed at the end of the test if it still runs.</summary>
internal sealed partial class NodeProcess : IAsyncDisposable
{
    public const int Sigint = 2;
    public const int Sigkill = 9;
    public const int Sigterm = 15;
    public const int Sigcont = 18;
    public const int Sigstop = 19;

    /// <summary>What any single step may take on a slow, busy machine.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly StringBuilder _output = new();
    private readonly Task<string> _errors;
    private readonly Task _reading;

    private NodeProcess(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
        _process.StandardInput.Close();
        _errors = _process.StandardError.ReadToEndAsync();
        _reading = ReadAsync();
    }

    public int Id => _process.Id;

    public bool IsRunning => !_process.HasExited;

    /// <summary>Path of the program, as the build publishes it.</summary>
    public static string Program { get; } = typeof(NodeProcess).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == nameof(Program)).Value!;

    /// <param name="folder">Current directory of the process.</param>
    public static NodeProcess Start(string folder, IEnumerable<string> arguments, string? secret = null) =>
        StartOther(Program, folder, arguments, secret);

    /// <summary>Another program, such as one that starts ours.</summary>
    public static NodeProcess StartOther(
        string program, string folder, IEnumerable<string> arguments, string? secret = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("SPLITLEARNING_DATA");
        start.Environment.Remove("SPLITLEARNING_SECRET");
        if (secret is not null)
            start.Environment["SPLITLEARNING_SECRET"] = secret;
        return new(start);
    }

    /// <summary>Waits for the next line on stdout that has this text.</summary>
    public async Task<string> LineAsync(string text)
    {
        using var limit = new CancellationTokenSource(Limit);
        return await LineAsync(line => line.Contains(text, StringComparison.Ordinal), limit.Token)
            ?? throw new InvalidOperationException($"'{text}' never came\n{_output}\n{await _errors}");
    }

    /// <summary>Waits for the next line on stdout that is wanted; null where the process ends without.</summary>
    public async Task<string?> LineAsync(Func<string, bool> wanted, CancellationToken stop)
    {
        while (await _lines.Reader.WaitToReadAsync(stop))
            if (_lines.Reader.TryRead(out var line) && wanted(line))
                return line;

        return null;
    }

    public async Task<Ended> EndAsync(TimeSpan? limit = null)
    {
        await _process.WaitForExitAsync().WaitAsync(limit ?? Limit);
        await _reading;
        return new(_process.ExitCode, _output.ToString(), await _errors);
    }

    public void Signal(int signal) => Assert.True(TrySignal(signal), "the process has ended");

    /// <returns>False where the process has ended already.</returns>
    public bool TrySignal(int signal) => TrySignal(_process.Id, signal);

    /// <inheritdoc cref="TrySignal(int)"/>
    public static bool TrySignal(int process, int signal) => Kill(process, signal) == 0;

    public async ValueTask DisposeAsync()
    {
        if (IsRunning)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            _output.AppendLine(line);
            _lines.Writer.TryWrite(line);
        }

        _lines.Writer.Complete();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
