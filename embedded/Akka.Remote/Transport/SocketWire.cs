using System.Net.Sockets;

namespace Akka.Remote.Transport;

/// <summary>A TCP socket that is only ever used by blocking calls.</summary>
/// <remarks>
/// One asynchronous call would switch the socket to non-blocking mode for good, and every later blocking call would
/// then go through the runtime's epoll thread: two more thread switches a message.
/// </remarks>
internal sealed class SocketWire(Socket socket) : IWire
{
    public string RemoteEndPoint { get; } = socket.RemoteEndPoint?.ToString() ?? "an unknown address";

    public TimeSpan ReadTimeout
    {
        // 0 means for ever to the socket.
        set => socket.ReceiveTimeout = value == Timeout.InfiniteTimeSpan
            ? 0
            : (int)Math.Clamp(value.TotalMilliseconds, 1, int.MaxValue);
    }

    public int Read(Span<byte> into)
    {
        try
        {
            return socket.Receive(into);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            throw Broken(e);
        }
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            while (bytes.Length > 0) bytes = bytes[socket.Send(bytes)..];
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            throw Broken(e);
        }
    }

    public void Write(IList<ArraySegment<byte>> segments)
    {
        try
        {
            socket.Send(segments);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            throw Broken(e);
        }
    }

    public void EndWriting() => End(SocketShutdown.Send);

    public void Cut() => End(SocketShutdown.Both);

    public void Dispose() => socket.Dispose();

    private void End(SocketShutdown how)
    {
        try
        {
            socket.Shutdown(how);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is closed already, which is what was wanted.
        }
    }

    private IOException Broken(Exception cause) => new($"{RemoteEndPoint}: {cause.Message}", cause);
}
