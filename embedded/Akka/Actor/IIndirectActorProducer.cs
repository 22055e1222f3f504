namespace Akka.Actor;

/// <summary>Makes actor instances in its own way, for example from a container.</summary>
public interface IIndirectActorProducer
{
    Type ActorType { get; }

    ActorBase Produce();

    void Release(ActorBase actor);
}
