using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Akka.Remote.Transport.Tls;

/// <summary>TLS over another wire.</summary>
internal sealed class TlsWire : IWire
{
    private readonly IWire inner;
    private readonly SslStream stream;
    private readonly Lock writing = new();

    private TlsWire(IWire inner)
    {
        this.inner = inner;
        stream = new SslStream(new WireStream(inner));
    }

    public string RemoteEndPoint => inner.RemoteEndPoint;

    public TimeSpan ReadTimeout
    {
        set => inner.ReadTimeout = value;
    }

    public string? Objection { get; private set; }

    /// <param name="host">That was called: the listener's certificate may have to name it.</param>
    /// <returns>The wire itself where TLS is off.</returns>
    /// <exception cref="HandshakeRefusedException">The two sides do not agree on TLS.</exception>
    public static IWire Dial(IWire wire, HandshakeSettings handshake, string host) =>
        handshake.Tls is not { } settings ? wire : Authenticate(wire, handshake, tls =>
            tls.stream.AuthenticateAsClient(new SslClientAuthenticationOptions
            {
                TargetHost = host,
                ClientCertificateContext = settings.IsMutual ? settings.Own : null,
                RemoteCertificateValidationCallback = tls.Judge(settings, "listener"),
                CertificateChainPolicy = settings.NewChainPolicy(),
                AllowTlsResume = false, // a certificate that has expired since would go unseen
            }));

    /// <returns>The wire itself where TLS is off.</returns>
    /// <exception cref="HandshakeRefusedException">The two sides do not agree on TLS.</exception>
    public static IWire Accept(IWire wire, HandshakeSettings handshake)
    {
        try
        {
            return handshake.Tls is not { } settings ? wire : Authenticate(wire, handshake, tls =>
                tls.stream.AuthenticateAsServer(new SslServerAuthenticationOptions
                {
                    ServerCertificateContext = settings.Own,
                    ClientCertificateRequired = settings.IsMutual,
                    RemoteCertificateValidationCallback = settings.IsMutual ? tls.Judge(settings, "dialler") : null,
                    CertificateChainPolicy = settings.NewChainPolicy(),
                    AllowTlsResume = false,
                }));
        }
        catch (NotTlsException)
        {
            // It understands us only without.
            var refusal = new HandshakeRefusedException(
                Refusal.Tls, $"{TlsSettings.Switch} is on for the listener, off for the dialler", byPeer: false);
            var packets = new HandshakeWire(wire, handshake);
            packets.WritePreamble();
            packets.Tell(refusal);
            throw refusal;
        }
    }

    public int Read(Span<byte> into)
    {
        try
        {
            return stream.Read(into);
        }
        catch (Exception e) when (e is not IOException)
        {
            throw Broken(e);
        }
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            lock (writing) stream.Write(bytes);
        }
        catch (Exception e) when (e is not IOException)
        {
            throw Broken(e);
        }
    }

    public void Write(IList<ArraySegment<byte>> segments)
    {
        foreach (var segment in segments) Write(segment);
    }

    public void EndWriting()
    {
        try
        {
            lock (writing) stream.ShutdownAsync().GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // It is closed already, which is what was wanted.
        }

        inner.EndWriting();
    }

    public void Cut() => inner.Cut();

    public void Dispose()
    {
        // A writer that is stuck in the socket holds the lock until the connection is gone.
        inner.Cut();
        lock (writing) stream.Dispose();
    }

    private static TlsWire Authenticate(IWire wire, HandshakeSettings handshake, Action<TlsWire> authenticate)
    {
        var tls = new TlsWire(wire);
        var isLate = false;
        using var limit = handshake.Time.CreateTimer(
            _ =>
            {
                isLate = true;
                wire.Cut();
            },
            null, handshake.TimeLimit, Timeout.InfiniteTimeSpan);
        try
        {
            authenticate(tls);
            return tls;
        }
        catch (Exception e) when (e is not NotTlsException)
        {
            throw isLate
                ? HandshakeWire.TooSlow(handshake)
                : new HandshakeRefusedException(Refusal.Tls, $"TLS failed: {e.GetBaseException().Message}", false);
        }
    }

    [SuppressMessage("Security", "CA5359", Justification = "Handshake refuses in words whoever has an Objection, "
        + "before anything else is said; an alert of TLS would have but a number for it.")]
    private RemoteCertificateValidationCallback Judge(TlsSettings settings, string role) =>
        (_, certificate, chain, errors) =>
        {
            Objection = PeerCertificate.Objection(settings, role, certificate as X509Certificate2, chain, errors);
            return true;
        };

    private IOException Broken(Exception cause) => new($"{RemoteEndPoint}: {cause.Message}", cause);
}
