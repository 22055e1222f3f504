namespace Akka.Remote.Transport;

/// <summary>Why two systems do not talk. The numbers go over the wire.</summary>
internal enum Refusal : byte
{
    NotThisProtocol = 1,
    ProtocolVersion = 2,
    WrongAddress = 3,
    WrongSecret = 4,
    TooSlow = 5,
    Quarantined = 6,
    ShuttingDown = 7,
    Certificate = 8,
    Tls = 9,
}

/// <param name="byPeer">The peer refused and said why; else this side did.</param>
internal sealed class HandshakeRefusedException(Refusal cause, string reason, bool byPeer)
    : IOException(OneLine(reason))
{
    /// <summary>Fits a packet in any case.</summary>
    private const int MaximumReason = 500;

    public Refusal Cause { get; } = cause;

    public bool ByPeer { get; } = byPeer;

    // A peer may have worded it, or the certificate in it.
    private static string OneLine(string reason) => string.Concat(
        reason.Take(MaximumReason).Select(character => char.IsControl(character) ? ' ' : character));
}
