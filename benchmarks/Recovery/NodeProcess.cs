using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace RecoveryBench;

/// <summary><c>splitlearning</c> as a process of its own, known by the events that it tells.</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    /// <summary>What any single step may take on a slow, busy machine.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly Channel<Told> _told = Channel.CreateUnbounded<Told>();
    private readonly Task<string> _errors;

    public NodeProcess(string program, string folder, IEnumerable<string> arguments)
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
        _process = Process.Start(start)!;
        _process.StandardInput.Close();
        _errors = _process.StandardError.ReadToEndAsync();
        _ = ReadAsync();
    }

    public int Id => _process.Id;

    /// <summary>The next event of this kind; all before it are passed over.</summary>
    /// <param name="passed">Told of those, and of the event itself.</param>
    /// <exception cref="InvalidOperationException">The process ended without it.</exception>
    /// <exception cref="OperationCanceledException">It did not come within the limit.</exception>
    public async Task<Told> NextAsync(Func<Told, bool> wanted, Action<Told>? passed = null)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (await _told.Reader.WaitToReadAsync(limit.Token))
            if (_told.Reader.TryRead(out var told))
            {
                passed?.Invoke(told);
                if (wanted(told))
                    return told;
            }

        throw new InvalidOperationException($"A process ended too early: {(await _errors).Trim()}");
    }

    public double ProcessorSeconds()
    {
        _process.Refresh();
        return _process.TotalProcessorTime.TotalSeconds;
    }

    /// <summary>kill -9; returns when it is gone.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <exception cref="InvalidOperationException">It ended with another exit code than 0.</exception>
    public async Task EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Limit);
        if (_process.ExitCode != 0)
            throw new InvalidOperationException(
                $"A process ended with exit code {_process.ExitCode}: {(await _errors).Trim()}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
            if (line.StartsWith('{'))
                _told.Writer.TryWrite(new(Stopwatch.GetTimestamp(), JsonNode.Parse(line)!));
        _told.Writer.Complete();
    }
}
