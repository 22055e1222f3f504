using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Akka.Actor;

namespace Akka.Cluster.Serialization;

/// <summary>Numbers as varints; a string or a node that comes again is written as its place among those before
/// it.</summary>
internal sealed class WireWriter
{
    private readonly ArrayBufferWriter<byte> _out = new();
    private readonly Dictionary<string, int> _strings = new(StringComparer.Ordinal);
    private readonly Dictionary<UniqueAddress, int> _nodes = [];

    public byte[] ToArray() => _out.WrittenSpan.ToArray();

    public void Number(long value)
    {
        var rest = (ulong)value;
        for (; rest >= 0x80; rest >>= 7)
            Byte((byte)(rest | 0x80));
        Byte((byte)rest);
    }

    public void Byte(byte value) => _out.Write([value]);

    public void Text(string? value)
    {
        value ??= "";
        if (IsKnown(_strings, value))
            return;
        var bytes = Encoding.UTF8.GetBytes(value);
        Number(bytes.Length);
        _out.Write(bytes);
    }

    public void Address(Address address)
    {
        Text(address.Protocol);
        Text(address.System);
        Text(address.Host);
        Number(address.Port ?? 0);
    }

    public void Node(UniqueAddress node)
    {
        if (IsKnown(_nodes, node))
            return;
        Address(node.Address);
        BinaryPrimitives.WriteInt32LittleEndian(_out.GetSpan(sizeof(int)), node.Uid);
        _out.Advance(sizeof(int));
    }

    public void All<T>(IReadOnlyCollection<T> items, Action<T> write)
    {
        Number(items.Count);
        foreach (var item in items)
            write(item);
    }

    private bool IsKnown<T>(Dictionary<T, int> known, T value)
        where T : notnull
    {
        var isKnown = known.TryGetValue(value, out var place);
        Number(isKnown ? place + 1 : 0);
        if (!isKnown)
            known.Add(value, known.Count);
        return isKnown;
    }
}
