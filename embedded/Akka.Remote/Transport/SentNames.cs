using System.Text;

namespace Akka.Remote.Transport;

/// <summary>Turns names into numbers that the peer's <see cref="ReceivedNames"/> knows.</summary>
/// <remarks>
/// A slot is chosen by the key's hash and overwritten on collision: bounded, and always the last word is right, because
/// the sender alone decides what the receiver remembers. Keys are actor refs by identity (no path is formatted for a
/// known one) or manifests by value.
/// </remarks>
internal sealed class SentNames(IEqualityComparer<object> comparer, Func<object, string> nameOf)
{
    public const int None = 0;
    public const int Literal = 1;
    public const int LiteralInSlot = 2;
    public const int FirstSlot = 3;

    private readonly object?[] slots = new object?[WireFormat.NameSlots];

    /// <exception cref="ArgumentException">The name is longer than a header takes.</exception>
    public int Encode(Span<byte> into, object? key)
    {
        if (key is null) return WireFormat.WriteVarint(into, None);
        var slot = comparer.GetHashCode(key) & (WireFormat.NameSlots - 1);
        if (slots[slot] is { } known && comparer.Equals(known, key))
            return WireFormat.WriteVarint(into, (ulong)(FirstSlot + slot));

        var name = nameOf(key);
        if (Encoding.UTF8.GetByteCount(name) > WireFormat.MaximumName)
            throw new ArgumentException($"'{name[..64]}...' is longer than {WireFormat.MaximumName} bytes");
        var length = IsUsedOnce(name) ? WireFormat.WriteVarint(into, Literal) : Remember(into, key, slot);
        return length + WriteString(into[length..], name);
    }

    /// <summary>After a frame that was encoded but never sent: the peer has not heard of its names.</summary>
    public void Forget() => Array.Clear(slots);

    // The ref of an Ask lives for one reply; remembering it would keep the reply alive as well.
    private static bool IsUsedOnce(string name) => name.Contains("/temp/", StringComparison.Ordinal);

    private int Remember(Span<byte> into, object key, int slot)
    {
        slots[slot] = key;
        var length = WireFormat.WriteVarint(into, LiteralInSlot);
        return length + WireFormat.WriteVarint(into[length..], (ulong)slot);
    }

    private static int WriteString(Span<byte> into, string text)
    {
        var length = WireFormat.WriteVarint(into, (ulong)Encoding.UTF8.GetByteCount(text));
        return length + Encoding.UTF8.GetBytes(text, into[length..]);
    }
}
