using System.Net;
using System.Net.Sockets;

namespace SplitLearning.Node.Hosting;

/// <summary>Finds out before anything is started whether an address can be listened on.</summary>
internal static class PortProbe
{
    /// <param name="host">An IP address or a name of this machine.</param>
    /// <param name="port">0 for any free port, which always passes.</param>
    /// <exception cref="NodeFailureException">The port is in use or not allowed, or the host is elsewhere.</exception>
    public static void Check(string host, int port, string hostKey, string portKey)
    {
        try
        {
            using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
            listener.Bind(new IPEndPoint(Resolve(host), port));
            listener.Listen(1);
        }
        catch (SocketException e)
        {
            throw Explain(e, host, port, hostKey, portKey);
        }
    }

    private static IPAddress Resolve(string host) =>
        IPAddress.TryParse(host, out var address) ? address : Dns.GetHostAddresses(host)[0];

    private static NodeFailureException Explain(
        SocketException e, string host, int port, string hostKey, string portKey) => e.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse => new(ExitCode.AddressInUse,
                $"Port {port} on {host} is in use; stop the program that uses it or choose another --port "
                + $"({portKey})."),
            SocketError.AccessDenied => new(ExitCode.AddressInUse,
                $"Port {port} on {host} needs special rights; choose a --port from 1024 up ({portKey})."),
            _ => new(ExitCode.Configuration,
                $"Cannot listen on host '{host}': {OneLine.Of(e)}; {hostKey} must be an address of this machine."),
        };
}
