namespace Akka.Remote.Transport;

/// <summary>One connected byte stream with blocking calls. TCP is one, TLS over it another.</summary>
internal interface IWire : IDisposable
{
    /// <summary>Who is at the other end, for logs.</summary>
    string RemoteEndPoint { get; }

    /// <summary>Why the other end is to be refused, found out when the wire was made; else null.</summary>
    string? Objection => null;

    /// <summary>How long one <see cref="Read"/> may take; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</summary>
    TimeSpan ReadTimeout { set; }

    /// <returns>Bytes read, 0 at the orderly end of the stream.</returns>
    /// <exception cref="IOException">The connection broke, or the time limit passed.</exception>
    int Read(Span<byte> into);

    void Write(ReadOnlySpan<byte> bytes);

    /// <summary>Writes all segments in order without joining them first.</summary>
    void Write(IList<ArraySegment<byte>> segments);

    /// <summary>Tells the peer that nothing more comes; reading goes on until it closes as well.</summary>
    void EndWriting();

    /// <summary>Ends the connection both ways; whoever reads from it finds the end, and disposes it.</summary>
    /// <remarks>Disposing under a blocked reader would abort the connection: the peer would see an error.</remarks>
    void Cut();
}
