using Akka.Actor;

namespace Akka.Remote;

public interface IRemoteActorRefProvider : IActorRefProvider
{
    IActorRef RemoteWatcher { get; }

    /// <summary>Ends all exchange with one life of a system; who watches its actors gets Terminated.</summary>
    /// <param name="uid">The life that is meant; another one there now is left alone. Null: none is known; what waits
    /// is given up, and whoever answers later is welcome.</param>
    void Quarantine(Address address, int? uid);
}
