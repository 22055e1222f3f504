using System.Runtime.Serialization;
using Akka.Actor;
using SplitLearning.Actors.Wire;

namespace SplitLearning.Actors.Tests.Wire;

/// <summary>A serializer as the actor system makes it.</summary>
public abstract class WireTest : ActorTest
{
    protected WireTest() => Serializer = new MessageSerializer((ExtendedActorSystem)Sys);

    private protected MessageSerializer Serializer { get; }

    /// <summary>What the bytes are read as; null when they are refused as they should be.</summary>
    protected object? ReadOrRefuse(byte[] bytes, string manifest)
    {
        try
        {
            return Serializer.FromBinary(bytes, manifest);
        }
        catch (SerializationException)
        {
            return null;
        }
    }
}
