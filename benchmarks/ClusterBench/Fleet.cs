using System.Net;
using System.Net.Sockets;

namespace ClusterBench;

/// <summary>A server and agents, each a process on loopback; all are killed at the end.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    private const string Host = "127.0.0.1";

    private readonly string _settings;
    private readonly string _server;
    private readonly string _stableAfter;
    private readonly List<NodeProcess> _nodes = [];

    private Fleet(string settings, int stableAfter)
    {
        _settings = settings;
        _server = $"{Host}:{FreePort()}";
        _stableAfter = $"{stableAfter}";
    }

    /// <summary>The server is the first.</summary>
    public IReadOnlyList<NodeProcess> Nodes => _nodes;

    /// <param name="settings">A name of <see cref="Settings"/>.</param>
    /// <param name="stableAfter">Seconds, of the split brain resolver.</param>
    public static async Task<Fleet> StartAsync(string settings, int agents, int stableAfter)
    {
        var fleet = new Fleet(settings, stableAfter);
        try
        {
            await fleet.StartAsync([fleet._server]);
            await fleet.StartAsync(Enumerable.Repeat($"{Host}:0", agents));
            return fleet;
        }
        catch
        {
            await fleet.DisposeAsync();
            throw;
        }
    }

    /// <summary>The last so many, killed all at once.</summary>
    public Task<IReadOnlyList<NodeProcess>> KillAsync(int count) => KillAsync(_nodes[^count..]);

    public Task KillServerAsync() => KillAsync(_nodes[..1]);

    /// <summary>At the same addresses.</summary>
    public Task RestartAsync(IEnumerable<NodeProcess> killed) =>
        StartAsync(killed.Select(node => node.Address));

    /// <summary>Waits until all see it so.</summary>
    /// <returns>When the last of them did first.</returns>
    public async Task<long> SeeAsync(Func<View, bool> fits)
    {
        var sights = await Task.WhenAll(_nodes.Select(node => node.SeesAsync(fits)));
        return sights.Max(sight => sight.At);
    }

    /// <summary>Waits until all see just these nodes, all reachable.</summary>
    /// <returns>When the last of them did first.</returns>
    public Task<long> SeeEachOtherAsync()
    {
        var names = _nodes.Select(node => node.Name).ToHashSet();
        return SeeAsync(view => view.IsWhole(names));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync();
    }

    private async Task StartAsync(IEnumerable<string> addresses)
    {
        var starting = addresses
            .Select(address => NodeProcess.StartAsync(_settings, address, _server, _stableAfter))
            .ToList();
        await Task.WhenAll(starting).ContinueWith(_ => { }, TaskScheduler.Default); // what failed is thrown below
        _nodes.AddRange(starting.Where(node => node.IsCompletedSuccessfully).Select(node => node.Result));
        await Task.WhenAll(starting);
    }

    private async Task<IReadOnlyList<NodeProcess>> KillAsync(IReadOnlyList<NodeProcess> killed)
    {
        foreach (var node in killed)
            node.Kill();
        foreach (var node in killed)
            await node.DisposeAsync();
        _nodes.RemoveAll(killed.Contains);
        return killed;
    }

    /// <summary>The others must know the server's address before it runs.</summary>
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
