using Akka.Actor;

namespace Akka.Remote.Serialization;

/// <summary>The counterpart of <see cref="PayloadWriter"/>.</summary>
internal sealed class PayloadReader(ExtendedActorSystem system, byte[] bytes) : BinaryReader(new MemoryStream(bytes))
{
    private const int MaximumCauses = 32;

    public IInternalActorRef Ref() => (IInternalActorRef)system.Provider.ResolveActorRef(ReadString());

    public IActorRef? OptionalRef() => ReadBoolean() ? Ref() : null;

    public object? Payload()
    {
        if (!ReadBoolean()) return null;
        var (serializerId, manifest, length) = (ReadInt32(), ReadString(), ReadInt32());
        CheckCount(length);
        return system.Serialization.Deserialize(ReadBytes(length), serializerId, manifest);
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

    private Exception? OptionalException(int depth)
    {
        if (!ReadBoolean()) return null;
        if (depth == MaximumCauses) throw new InvalidDataException($"An exception with over {MaximumCauses} causes");
        var (type, message) = (ReadString(), ReadString());
        return KnownExceptions.Make(type, message, OptionalException(depth + 1));
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
