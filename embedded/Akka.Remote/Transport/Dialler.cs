using System.Net;
using System.Net.Sockets;

namespace Akka.Remote.Transport;

/// <summary>Connects to a host and port by blocking calls within a time limit.</summary>
internal static class Dialler
{
    /// <exception cref="IOException">No address of the host answered; names host, port and cause.</exception>
    public static Socket Connect(string host, int port, TimeSpan timeout, SocketSettings settings)
    {
        Exception? cause = null;
        try
        {
            foreach (var address in Dns.GetHostAddresses(host))
            {
                var socket = TryConnect(new IPEndPoint(address, port), timeout, settings, out cause);
                if (socket is not null) return socket;
            }
        }
        catch (SocketException e)
        {
            cause = e;
        }

        throw new IOException($"Cannot connect to {host}:{port}: {cause?.Message ?? "the host has no address"}", cause);
    }

    private static Socket? TryConnect(
        EndPoint target, TimeSpan timeout, SocketSettings settings, out Exception? cause)
    {
        var socket = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            settings.ApplyTo(socket);
            // A blocking connect has no time limit of its own, and an asynchronous one would spoil the socket
            // (SocketWire says why).
            using var limit = new Timer(_ => socket.Dispose(), null, timeout, Timeout.InfiniteTimeSpan);
            socket.Connect(target);
            cause = null;
            return socket;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            cause = e is ObjectDisposedException || socket.SafeHandle.IsClosed
                ? new TimeoutException($"no answer within {timeout.TotalSeconds:0.###} s")
                : e;
            socket.Dispose();
            return null;
        }
    }
}
