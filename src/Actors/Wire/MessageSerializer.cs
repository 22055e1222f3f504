using System.Buffers.Binary;
using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Serialization;
using Google.Protobuf;

namespace SplitLearning.Actors.Wire;

/// <summary>Writes the messages of <c>Protocols/</c>: header length (4 bytes), protobuf header, raw blobs.</summary>
/// <remarks>
/// A blob is copied once, into the array that goes to the socket; the receiver's tensors are slices of the array that
/// came from it. No type is ever looked up by a name from the wire: an unknown manifest is refused.
/// </remarks>
internal sealed class MessageSerializer : SerializerWithStringManifest
{
    private const int PrefixBytes = sizeof(int);

    private readonly Dictionary<string, Codec> _byManifest;
    private readonly Dictionary<Type, Codec> _byType;

    public MessageSerializer(ExtendedActorSystem system)
        : base(system)
    {
        var refs = new ActorRefs(system);
        var codecs = EnlistmentCodecs.All(refs)
            .Concat(TurnCodecs.All(refs))
            .Concat(BatchCodecs.All)
            .Concat(SnapshotCodecs.All)
            .Concat(CheckpointCodecs.All)
            .Concat(RunEndCodecs.All)
            .Concat(LeavingCodecs.All(refs))
            .Concat(FederationCodecs.All(refs))
            .Concat(InspectionCodecs.All)
            .ToList();
        _byManifest = codecs.ToDictionary(c => c.Manifest);
        _byType = codecs.ToDictionary(c => c.Type);
    }

    public override int Identifier => 1812;

    public override string Manifest(object o) => CodecOf(o).Manifest;

    public override byte[] ToBinary(object obj)
    {
        var (header, first, second) = CodecOf(obj).Write(obj);
        var headerBytes = header.CalculateSize();
        var bytes = GC.AllocateUninitializedArray<byte>(PrefixBytes + headerBytes + first.Length + second.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes, headerBytes);
        header.WriteTo(bytes.AsSpan(PrefixBytes, headerBytes));
        first.Span.CopyTo(bytes.AsSpan(PrefixBytes + headerBytes));
        second.Span.CopyTo(bytes.AsSpan(PrefixBytes + headerBytes + first.Length));
        return bytes;
    }

    public override object FromBinary(byte[] bytes, string manifest)
    {
        if (!_byManifest.TryGetValue(manifest, out var codec))
        {
            throw new SerializationException($"Manifest '{manifest}' is unknown to protocol version "
                + $"{Protocols.EnlistmentProtocol.Version}; the sender is newer, or is no part of SplitLearning.");
        }

        var headerBytes = bytes.Length >= PrefixBytes ? BinaryPrimitives.ReadInt32LittleEndian(bytes) : -1;
        if (headerBytes < 0 || headerBytes > bytes.Length - PrefixBytes)
        {
            throw new SerializationException(
                $"Message '{manifest}' of {bytes.Length} bytes announces a header of {headerBytes}.");
        }

        return Read(codec, bytes, PrefixBytes + headerBytes);
    }

    private static object Read(Codec codec, byte[] bytes, int headerEnd)
    {
        var blobs = new BlobReader(bytes.AsMemory(headerEnd));
        try
        {
            var message = codec.Read(bytes.AsSpan(PrefixBytes..headerEnd), blobs);
            blobs.End();
            return message;
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new SerializationException($"The header of message '{codec.Manifest}' is damaged: {e.Message}", e);
        }
    }

    private Codec CodecOf(object message) => _byType.TryGetValue(message.GetType(), out var codec)
        ? codec
        : throw new ArgumentException(
            $"{message.GetType()} is no message of SplitLearning's protocols.", nameof(message));
}
