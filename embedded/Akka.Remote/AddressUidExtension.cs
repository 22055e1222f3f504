using System.Security.Cryptography;
using Akka.Actor;

namespace Akka.Remote;

/// <summary>A number drawn at each start: tells a restarted system from the one before at its address.</summary>
public class AddressUid : IExtension
{
    public int Uid { get; } = RandomNumberGenerator.GetInt32(1, int.MaxValue);
}

public class AddressUidExtension : ExtensionIdProvider<AddressUid>
{
    public static int Uid(ActorSystem system) => system.WithExtension<AddressUid, AddressUidExtension>().Uid;

    public override AddressUid CreateExtension(ExtendedActorSystem system) => new();
}
