using System.Diagnostics;

namespace ClusterBench;

/// <summary>A node in a process of its own, known by what it says.</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    /// <summary>What any single step may take on a slow, busy machine.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly Lock _guard = new();
    private readonly List<Sight> _sights = [];
    private TaskCompletionSource _news = New();

    private NodeProcess(Process process)
    {
        _process = process;
        _ = ReadAsync();
    }

    /// <summary>HOST:PORT#UID.</summary>
    public string Name { get; private set; } = "";

    /// <summary>HOST:PORT.</summary>
    public string Address => Name.Split('#')[0];

    /// <summary>All that it said so far.</summary>
    public IReadOnlyList<Sight> Sights
    {
        get
        {
            lock (_guard)
                return [.. _sights];
        }
    }

    /// <summary>A node that listens and is about to join.</summary>
    /// <param name="arguments">Of <c>ClusterBench node</c>.</param>
    public static async Task<NodeProcess> StartAsync(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "ClusterBench");
        var start = new ProcessStartInfo(program, ["node", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var node = new NodeProcess(Process.Start(start)!);
        try
        {
            node.Name = (await node.SaysAsync("self")).Line["self ".Length..];
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    /// <summary>The first time that it saw the cluster so, past or to come.</summary>
    /// <exception cref="TimeoutException">Not within <see cref="Limit"/>.</exception>
    public Task<Sight> SeesAsync(Func<View, bool> fits) => UntilAsync(sight => fits(sight.View));

    /// <summary>The first line, past or to come, that begins with this word.</summary>
    /// <param name="after">Lines not to look at.</param>
    /// <exception cref="TimeoutException">None within <see cref="Limit"/>.</exception>
    public Task<Sight> SaysAsync(string word, int after = 0) =>
        UntilAsync(sight => sight.Line.StartsWith(word + ' ', StringComparison.Ordinal), after);

    public void Tell(string order) => _process.StandardInput.WriteLine(order);

    /// <summary>kill -9.</summary>
    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task<Sight> UntilAsync(Predicate<Sight> fits, int from = 0)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            Task news;
            lock (_guard)
            {
                if (_sights.FindIndex(from, fits) is var found and >= 0)
                    return _sights[found];
                from = _sights.Count;
                news = _news.Task;
            }
            try
            {
                await news.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException(
                    $"Not within {Limit}; {Name} said:\n{string.Join('\n', Sights.Select(s => s.Line))}");
            }
        }
    }

    private async Task ReadAsync()
    {
        var view = View.Empty;
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            view = view.After(line);
            lock (_guard)
            {
                _sights.Add(new(Stopwatch.GetTimestamp(), line, view));
                _news.SetResult();
                _news = New();
            }
        }
    }
}
