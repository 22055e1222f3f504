namespace Akka.Remote.Transport;

internal enum FrameKind : byte
{
    Message = 1,

    /// <summary>Has a sequence number, is acknowledged, and sent again on the next connection until it is.</summary>
    System = 2,

    /// <summary>Everything up to the sequence number has come; travels against the lane's direction.</summary>
    Ack = 3,
}

/// <param name="Sequence">Of a system message or an acknowledgement, else 0.</param>
/// <param name="Recipient">An actor ref (its path goes over the wire), or null in an acknowledgement.</param>
/// <param name="Sender">An actor ref or null.</param>
/// <param name="Payload">Goes to the socket as it is; nobody may change it any more.</param>
/// <param name="Message">What the payload was made of, for dead letters.</param>
internal readonly record struct OutboundFrame(
    FrameKind Kind,
    long Sequence,
    object? Recipient,
    object? Sender,
    int SerializerId,
    string Manifest,
    byte[] Payload,
    object? Message)
{
    /// <summary>What the frame counts in a send buffer: the payload, and about what the rest takes.</summary>
    public long Size => Payload.Length + 128L;
}

/// <param name="Manifest">Empty where the serializer has none.</param>
internal readonly record struct InboundFrame(
    FrameKind Kind,
    long Sequence,
    ReceivedName? Recipient,
    ReceivedName? Sender,
    int SerializerId,
    string Manifest,
    byte[] Payload);
