using Akka.Actor;
using Akka.Serialization;

namespace SplitLearning.Actors.Wire;

/// <summary>Actor references as they stand in messages: full paths with address and uid.</summary>
internal sealed class ActorRefs(ExtendedActorSystem system)
{
    public IActorRef Resolve(string path) => system.Provider.ResolveActorRef(path);

    public static string Path(IActorRef actor) => Serialization.SerializedActorPath(actor);
}
