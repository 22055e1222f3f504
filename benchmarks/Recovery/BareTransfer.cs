using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace RecoveryBench;

/// <summary>As many bytes over loopback, with nothing but a socket at each end.</summary>
internal static class BareTransfer
{
    private const int Chunk = 1 << 20; // as the product sends them

    /// <returns>Seconds until the receiver has all in its memory, and those that hashing them takes.</returns>
    public static async Task<(double Seconds, double HashSeconds)> MeasureAsync(long bytes)
    {
        var source = new byte[bytes];
        Random.Shared.NextBytes(source); // pages that were never written would cost no reading
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        using var sender = new TcpClient();
        await sender.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        using var receiver = await listener.AcceptTcpClientAsync();

        var started = Stopwatch.GetTimestamp();
        var sending = Task.Run(() => Send(sender.Client, source));
        var received = await Task.Run(() => Receive(receiver.Client, (int)bytes));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await sending;

        started = Stopwatch.GetTimestamp();
        SHA256.HashData(received);
        return (seconds, Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    private static void Send(Socket socket, byte[] source)
    {
        for (var sent = 0; sent < source.Length;)
            sent += socket.Send(source.AsSpan(sent, Math.Min(Chunk, source.Length - sent)));
    }

    private static byte[] Receive(Socket socket, int bytes)
    {
        var state = GC.AllocateUninitializedArray<byte>(bytes);
        for (var received = 0; received < bytes;)
            received += socket.Receive(state.AsSpan(received, Math.Min(Chunk, bytes - received)));
        return state;
    }
}
