using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace RemoteBench.Soaking;

/// <summary>Forwards connections to a port of this machine; can break one.</summary>
internal sealed class Relay : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<(Socket Caller, Socket Called)> links = new();

    public Relay()
    {
        listener.Start();
        Target = FreePort();
        _ = ForwardAsync();
    }

    /// <summary>Where to call.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Where to listen.</summary>
    public int Target { get; }

    /// <summary>Breaks the connection that has lived longest; what is on its way over it is lost.</summary>
    public bool BreakOne()
    {
        while (links.TryDequeue(out var link))
        {
            var open = link.Caller.Connected && link.Called.Connected;
            link.Caller.Close(timeout: 0); // not an orderly end, but a reset
            link.Called.Close(timeout: 0);
            if (open) return true;
        }

        return false;
    }

    public void Dispose() => listener.Dispose();

    private async Task ForwardAsync()
    {
        try
        {
            while (true)
            {
                var caller = await listener.AcceptSocketAsync();
                var called = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                caller.NoDelay = true;
                await called.ConnectAsync(IPAddress.Loopback, Target);
                links.Enqueue((caller, called));
                _ = CopyAsync(caller, called);
                _ = CopyAsync(called, caller);
            }
        }
        catch (SocketException)
        {
            // Closed: the soak is over.
        }
    }

    private static async Task CopyAsync(Socket from, Socket to)
    {
        try
        {
            await using var source = new NetworkStream(from);
            await using var target = new NetworkStream(to);
            await source.CopyToAsync(target);
            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            // Broken, on purpose or because one end is gone: then the other end shall see the same.
            from.Close(timeout: 0);
            to.Close(timeout: 0);
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
