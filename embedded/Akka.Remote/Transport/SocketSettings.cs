using System.Net.Sockets;

namespace Akka.Remote.Transport;

/// <summary>Bound from akka.remote.dot-netty.tcp and transport-failure-detector; Remote.conf explains each.</summary>
/// <param name="SendBufferSize">Bytes; 0 leaves it to the kernel, which adapts it.</param>
/// <param name="ReceiveBufferSize">Bytes; 0 leaves it to the kernel, which adapts it.</param>
/// <param name="ProbeInterval">Silence after which the kernel asks whether the peer's host is still there.</param>
/// <param name="GiveUpAfter">Unanswered for this long, the kernel cuts the connection.</param>
internal sealed record SocketSettings(
    bool NoDelay, bool KeepAlive, int SendBufferSize, int ReceiveBufferSize, TimeSpan ProbeInterval,
    TimeSpan GiveUpAfter)
{
    /// <summary>TCP_USER_TIMEOUT of Linux: limits how long sent bytes may stay unacknowledged.</summary>
    private const int LinuxTcpUserTimeout = 18;

    public void ApplyTo(Socket socket)
    {
        socket.NoDelay = NoDelay;
        if (SendBufferSize > 0) socket.SendBufferSize = SendBufferSize;
        if (ReceiveBufferSize > 0) socket.ReceiveBufferSize = ReceiveBufferSize;
        if (KeepAlive) ApplyKeepAlive(socket);
    }

    // The kernel probes an idle connection and limits a stuck one, at no cost to the process at rest.
    private void ApplyKeepAlive(Socket socket)
    {
        var interval = Math.Max(1, (int)ProbeInterval.TotalSeconds);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, interval);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, interval);
        var probes = Math.Clamp((int)(GiveUpAfter.TotalSeconds / interval), 1, 127);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, probes);
        if (!OperatingSystem.IsLinux()) return;
        var milliseconds = BitConverter.GetBytes((int)GiveUpAfter.TotalMilliseconds);
        socket.SetRawSocketOption((int)SocketOptionLevel.Tcp, LinuxTcpUserTimeout, milliseconds);
    }
}
