using System.Net;
using System.Net.Sockets;
using Akka.Remote.Transport;

namespace Embedded.Akka.Remote.Tests.Transport;

public sealed class DiallerTests
{
    private static readonly SocketSettings Settings = new(
        NoDelay: true, KeepAlive: true, 0, 0, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(120));

    [Fact]
    public void Peer_ThatDoesNotAnswer_IsGivenUpAfterTheTimeLimit()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1); // nobody accepts: once the queue is full, the kernel answers no more
        var port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        var connected = new List<Socket>();

        var e = Assert.Throws<IOException>(() =>
        {
            while (connected.Count < 100)
                connected.Add(Dialler.Connect("127.0.0.1", port, TimeSpan.FromMilliseconds(300), Settings));
        });

        Assert.Equal($"Cannot connect to 127.0.0.1:{port}: no answer within 0.3 s", e.Message);
        connected.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public void Port_NobodyListensAt_IsRefusedNamingHostAndPort()
    {
        var e = Assert.Throws<IOException>(() => Dialler.Connect("127.0.0.1", 1, TimeSpan.FromSeconds(5), Settings));

        Assert.StartsWith("Cannot connect to 127.0.0.1:1: Connection refused", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Socket_Connected_HasTheOptionsSet()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        using var socket = Dialler.Connect(
            "localhost", ((IPEndPoint)listener.LocalEndpoint).Port, TimeSpan.FromSeconds(5), Settings);

        Assert.True(socket.NoDelay);
        Assert.Equal(4, socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime));
        Assert.Equal(30, socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount));
    }
}
