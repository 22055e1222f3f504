using Akka.Actor;

namespace Akka.Remote.Serialization;

/// <summary>The counterpart of <see cref="PayloadWriter"/>.</summary>
internal sealed class PayloadReader(ExtendedActorSystem system, byte[] bytes) : BinaryReader(new MemoryStream(bytes))
{
    private const int MaximumCauses = 32;

    /// <summary>Messages within messages: more would be an attempt at this side's stack.</summary>
    private const int MaximumDepth = 16;

    [ThreadStatic]
    private static int depth;

    public IInternalActorRef Ref() => (IInternalActorRef)system.Provider.ResolveActorRef(ReadString());

    public IActorRef? OptionalRef() => ReadBoolean() ? Ref() : null;

    public object? Payload()
    {
        if (!ReadBoolean()) return null;
        var (serializerId, manifest, length) = (ReadInt32(), ReadString(), ReadInt32());
        CheckCount(length);
        if (depth == MaximumDepth) throw new InvalidDataException($"A message within over {MaximumDepth} others");
        depth++;
        try
        {
            return system.Serialization.Deserialize(ReadBytes(length), serializerId, manifest);
        }
        finally
        {
            depth--;
        }
    }

    public ActorSelectionMessage Selection()
    {
        var message = Payload()!;
        var fanOut = ReadBoolean();
        var elements = new SelectionPathElement[CheckCount(ReadInt32())];
        for (var i = 0; i < elements.Length; i++) elements[i] = SelectionPathElement.Parse(ReadString());
        return new ActorSelectionMessage(message, elements, fanOut);
    }

    /// <summary>An exception of the same type where that is a common one, else one that names it.</summary>
    public Exception Exception() => OptionalException(0) ?? new RemoteFailureException("A failure without a cause");

    private Exception? OptionalException(int above)
    {
        if (!ReadBoolean()) return null;
        if (above == MaximumCauses) throw new InvalidDataException($"An exception with over {MaximumCauses} causes");
        var (type, message) = (ReadString(), ReadString());
        return KnownExceptions.Make(type, message, OptionalException(above + 1));
    }

    // Each takes at least a byte: checked before anything of that size is allocated.
    private int CheckCount(int count)
    {
        var left = BaseStream.Length - BaseStream.Position;
        return count >= 0 && count <= left
            ? count
            : throw new InvalidDataException($"A count of {count} in a message with {left} bytes left");
    }
}
