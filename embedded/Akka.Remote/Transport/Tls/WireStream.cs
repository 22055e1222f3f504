namespace Akka.Remote.Transport.Tls;

/// <summary>A wire as the stream that SslStream wants. Nothing in it is asynchronous (SocketWire says why).</summary>
internal sealed class WireStream(IWire wire) : Stream
{
    // Of the record types of TLS, a connection can begin with a handshake or an alert.
    private const byte Alert = 21;
    private const byte HandshakeRecord = 22;

    private bool begun;

    public static bool IsTls(byte first) => first is HandshakeRecord or Alert;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="NotTlsException">What comes first does not look like TLS.</exception>
    public override int Read(Span<byte> buffer)
    {
        var read = wire.Read(buffer);
        if (begun || read == 0) return read;
        begun = true;
        return IsTls(buffer[0]) ? read : throw new NotTlsException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer) => wire.Write(buffer);

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    // SslStream has no blocking way to say goodbye.
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) wire.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>The peer does not begin with TLS. The message is a dialler's; a listener knows better who called.</summary>
internal sealed class NotTlsException()
    : IOException($"{TlsSettings.Switch} is on for the dialler, off for the listener");
