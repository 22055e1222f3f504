using Akka.Actor;

namespace Akka.Serialization;

/// <summary>Which address references get that are serialized now.</summary>
public sealed class Information(Address address, ActorSystem system)
{
    public Address Address { get; } = address;

    public ActorSystem System { get; } = system;
}
