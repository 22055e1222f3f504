using System.Net;
using System.Net.Sockets;

namespace Akka.Remote.Transport;

/// <summary>Accepts connections, each of which gets a thread.</summary>
internal sealed class Listener : IDisposable
{
    /// <summary>Connections whose handshake is under way; over it, strangers are turned away unheard.</summary>
    private const int MaximumHandshakes = 256;

    private readonly Socket socket;
    private readonly SocketSettings settings;
    private readonly IInboundHost host;
    private int handshakes;

    /// <exception cref="SocketException">The port is taken, or the address is not this machine's.</exception>
    public Listener(IPEndPoint at, SocketSettings settings, IInboundHost host)
    {
        this.settings = settings;
        this.host = host;
        socket = new Socket(at.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (at.Address.Equals(IPAddress.IPv6Any)) socket.DualMode = true;
            socket.Bind(at);
            socket.Listen(512);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public int Port => ((IPEndPoint)socket.LocalEndPoint!).Port;

    public void Start() => new Thread(Accept) { IsBackground = true, Name = "akka.remote-accept" }.Start();

    public void Dispose() => socket.Dispose();

    private void Accept()
    {
        while (true)
        {
            try
            {
                Serve(socket.Accept());
            }
            catch (Exception e) when (e is SocketException
            {
                SocketErrorCode: not SocketError.ConnectionAborted
                and not SocketError.TooManyOpenSockets and not SocketError.ConnectionReset
            } or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // One that left before it was accepted, or too many files open for now: the next may do better.
                Thread.Sleep(50);
            }
        }
    }

    private void Serve(Socket accepted)
    {
        if (Interlocked.Increment(ref handshakes) > MaximumHandshakes)
        {
            HandshakeOver();
            accepted.Dispose();
            return;
        }

        settings.ApplyTo(accepted);
        var connection = new InboundConnection(new SocketWire(accepted), host);
        new Thread(() => connection.Run(HandshakeOver)) { IsBackground = true, Name = "akka.remote-in" }.Start();
    }

    private void HandshakeOver() => Interlocked.Decrement(ref handshakes);
}
