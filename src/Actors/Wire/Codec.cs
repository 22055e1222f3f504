using Google.Protobuf;

namespace SplitLearning.Actors.Wire;

/// <summary>How one kind of message is written to and read from the wire.</summary>
/// <param name="Manifest">Its name on the wire; never used again for another message.</param>
/// <param name="Type">Its type in memory.</param>
internal sealed record Codec(
    string Manifest, Type Type, Func<object, WireForm> Write, Func<ReadOnlySpan<byte>, BlobReader, object> Read)
{
    public static Codec Of<TMessage, THeader>(
        string manifest,
        MessageParser<THeader> parser,
        Func<TMessage, WireForm> write,
        Func<THeader, BlobReader, TMessage> read)
        where TMessage : notnull
        where THeader : IMessage<THeader> =>
        new(
            manifest,
            typeof(TMessage),
            m => write((TMessage)m),
            (header, blobs) => read(parser.ParseFrom(header), blobs));

    public static Codec Of<TMessage, THeader>(
        string manifest,
        MessageParser<THeader> parser,
        Func<TMessage, THeader> write,
        Func<THeader, TMessage> read)
        where TMessage : notnull
        where THeader : IMessage<THeader> =>
        Of<TMessage, THeader>(manifest, parser, m => new WireForm(write(m)), (header, _) => read(header));
}

/// <summary>A message taken apart: its header and up to two blobs behind it.</summary>
internal readonly record struct WireForm(
    IMessage Header, ReadOnlyMemory<byte> First = default, ReadOnlyMemory<byte> Second = default);
