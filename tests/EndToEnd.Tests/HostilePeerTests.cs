using System.Net.Sockets;
using System.Security.Cryptography;

namespace SplitLearning.EndToEnd.Tests;

/// <summary>Whoever can reach the port can send anything: the server refuses it and goes on.</summary>
public sealed class HostilePeerTests : Workplace
{
    private static readonly Dictionary<string, byte[]> Rubbish = new()
    {
        { "a web browser", "GET / HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray() },
        { "zeros", new byte[4096] },
        { "a frame longer than the limit", [0xff, 0xff, 0xff, 0x7f, .. new byte[64]] },
        { "a frame longer than the limit, other byte order", [0x7f, 0xff, 0xff, 0xff, .. new byte[64]] },
        { "noise", RandomNumberGenerator.GetBytes(100_000) },
    };

    [Fact]
    public async Task Port_RubbishOfEveryKind_RunEndsWellAllTheSame()
    {
        var (server, address) = await StartServerAsync("--agents", "1", "--epochs", "1");

        foreach (var bytes in Rubbish.Values)
            await SendAsync(address, bytes);

        (await StartAgent("north", address).EndAsync()).With(0);
        (await server.EndAsync()).With(0);
    }

    private static async Task SendAsync(string address, byte[] bytes)
    {
        var (host, port) = (address.Split(':')[0], int.Parse(address.Split(':')[1]));
        using var client = new TcpClient();
        await client.ConnectAsync(host, port);
        var stream = client.GetStream();
        try
        {
            await stream.WriteAsync(bytes);
            client.Client.Shutdown(SocketShutdown.Send);
            using var limit = new CancellationTokenSource(NodeProcess.Limit);
            var rest = new byte[1024];
            while (await stream.ReadAsync(rest, limit.Token) > 0)
            {
                // Whatever it answers; what counts is that it closes.
            }
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // Closed in the middle: as good a refusal as any.
        }
    }
}
