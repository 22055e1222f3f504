using System.Buffers.Binary;
using System.Runtime.Serialization;
using System.Text;
using Akka.Actor;

namespace Akka.Cluster.Serialization;

/// <summary>Reads what <see cref="WireWriter"/> wrote. Nothing is allocated for a count or length that the bytes do not
/// bear out.</summary>
internal ref struct WireReader(ReadOnlySpan<byte> bytes)
{
    private const int LongestText = 4096;

    public delegate T Read<T>(ref WireReader reader);

    private readonly List<string> _strings = [];
    private readonly List<UniqueAddress> _nodes = [];
    private ReadOnlySpan<byte> _rest = bytes;

    public long Number()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return (long)value;
        }
        throw new SerializationException("Cluster message holds a number of more than 64 bits");
    }

    public byte Byte() => Take(1)[0];

    public int Int32() => Number() is >= 0 and <= int.MaxValue and var value
        ? (int)value
        : throw new SerializationException("Cluster message holds a number that is no positive int32");

    public string Text()
    {
        if (Place(_strings) is { } known)
            return known;
        var length = Number();
        if (length is < 0 or > LongestText)
            throw new SerializationException($"Cluster message holds a string of {length} bytes, limit {LongestText}");
        _strings.Add(Encoding.UTF8.GetString(Take((int)length)));
        return _strings[^1];
    }

    public Address Address() => new(Text(), Text(), Text(), Int32());

    public UniqueAddress Node()
    {
        if (Place(_nodes) is { } known)
            return known;
        _nodes.Add(new UniqueAddress(Address(), BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)))));
        return _nodes[^1];
    }

    public List<T> All<T>(Read<T> read)
    {
        var count = Number();
        if (count < 0 || count > _rest.Length)
            throw new SerializationException($"Cluster message announces {count} items in {_rest.Length} bytes");
        var items = new List<T>((int)count);
        for (var i = 0; i < count; i++)
            items.Add(read(ref this));
        return items;
    }

    public readonly void End()
    {
        if (!_rest.IsEmpty)
            throw new SerializationException($"Cluster message has {_rest.Length} bytes too many");
    }

    private T? Place<T>(List<T> known)
        where T : class
    {
        var place = Number();
        if (place == 0)
            return null;
        return place > 0 && place <= known.Count
            ? known[(int)place - 1]
            : throw new SerializationException($"Cluster message refers to item {place} of {known.Count}");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
            throw new SerializationException($"Cluster message ends {count - _rest.Length} bytes early");
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
