namespace Akka.Actor;

/// <summary>The reference to no actor at all.</summary>
public sealed class Nobody : MinimalActorRef
{
    internal static readonly Nobody Instance = new();

    private Nobody()
    {
    }

    public override ActorPath Path { get; } = new RootActorPath(Address.AllSystems) / "Nobody";

    public override IActorRefProvider Provider => throw new NotSupportedException("Nobody belongs to no actor system");
}
