using Akka.Actor;

namespace Akka.Remote.Serialization;

/// <summary>The parts of the engine's own messages as bytes.</summary>
internal sealed class PayloadWriter(ExtendedActorSystem system) : BinaryWriter(new MemoryStream())
{
    public byte[] ToArray() => ((MemoryStream)OutStream).ToArray();

    public void Refs(params ReadOnlySpan<IActorRef> references)
    {
        foreach (var reference in references) Write(Akka.Serialization.Serialization.SerializedActorPath(reference));
    }

    public void OptionalRef(IActorRef? reference)
    {
        Write(reference is not null);
        if (reference is not null) Refs(reference);
    }

    /// <summary>Any message, by the serializer bound to it: id, manifest, bytes.</summary>
    public void Payload(object? message)
    {
        Write(message is not null);
        if (message is null) return;
        var serializer = system.Serialization.FindSerializerFor(message);
        var bytes = serializer.ToBinary(message);
        Write(serializer.Identifier);
        Write(Akka.Serialization.Serialization.ManifestFor(serializer, message));
        Write(bytes.Length);
        Write(bytes);
    }

    public void Selection(ActorSelectionMessage selection)
    {
        Payload(selection.Message);
        Write(selection.WildCardFanOut);
        Write(selection.Elements.Length);
        foreach (var element in selection.Elements) Write(element.ToString()!);
    }

    /// <summary>Type, message and the causes below; stack traces stay at home.</summary>
    public void Exception(Exception? exception)
    {
        Write(exception is not null);
        if (exception is null) return;
        Write(exception.GetType().FullName!);
        Write(exception.Message);
        Exception(exception.InnerException);
    }
}
