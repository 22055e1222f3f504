using Akka.Actor;

namespace Akka.Remote;

/// <summary>The remote provider of a system.</summary>
public class RARP : ExtensionIdProvider<RARP>, IExtension
{
    private readonly IRemoteActorRefProvider? provider;

    public RARP()
    {
    }

    private RARP(IRemoteActorRefProvider provider) => this.provider = provider;

    public IRemoteActorRefProvider Provider => provider!;

    public static RARP For(ActorSystem system) => system.WithExtension<RARP, RARP>();

    /// <exception cref="InvalidOperationException">The system has no remoting.</exception>
    public override RARP CreateExtension(ExtendedActorSystem system) => new(
        system.Provider as IRemoteActorRefProvider ?? throw new InvalidOperationException(
            $"akka.actor.provider of {system.Name} is {system.Provider.GetType().Name}; it must be remote or cluster"));
}
