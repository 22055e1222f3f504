using System.Buffers.Binary;
using System.Text;
using Akka.Actor;

namespace Akka.Serialization;

/// <summary>Bytes as they are: the same array, not a copy.</summary>
public sealed class ByteArraySerializer(ExtendedActorSystem system) : Serializer(system)
{
    public override int Identifier => 4;

    public override bool IncludeManifest => false;

    public override byte[] ToBinary(object obj) => obj as byte[] ?? throw new NotSupportedException(
        $"{obj.GetType()} is not byte[], which is all that {nameof(ByteArraySerializer)} writes");

    public override object FromBinary(byte[] bytes, Type type) => bytes;
}

/// <summary>string (UTF-8), int and long (little-endian).</summary>
public sealed class PrimitiveSerializers(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    public override int Identifier => 17;

    public override string Manifest(object o) => o switch
    {
        string => "S",
        int => "I",
        long => "L",
        _ => throw new NotSupportedException($"{o.GetType()} is not string, int or long"),
    };

    public override byte[] ToBinary(object obj)
    {
        if (obj is string text)
            return Encoding.UTF8.GetBytes(text);
        var bytes = new byte[obj is int ? sizeof(int) : sizeof(long)];
        if (obj is int number)
            BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        else
            BinaryPrimitives.WriteInt64LittleEndian(bytes, (long)obj);
        return bytes;
    }

    public override object FromBinary(byte[] bytes, string manifest) => manifest switch
    {
        "S" => Encoding.UTF8.GetString(bytes),
        "I" => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        "L" => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        _ => throw new System.Runtime.Serialization.SerializationException(
            $"Manifest '{manifest}' is not S (string), I (int) or L (long)"),
    };
}
