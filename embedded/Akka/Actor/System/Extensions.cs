namespace Akka.Actor;

/// <summary>Something that exists once for each actor system.</summary>
public interface IExtension;

public interface IExtensionId
{
    Type ExtensionType { get; }

    object CreateExtension(ExtendedActorSystem system);
}

public interface IExtensionId<out T> : IExtensionId
    where T : IExtension
{
    T Apply(ActorSystem system);

    T Get(ActorSystem system);

    new T CreateExtension(ExtendedActorSystem system);
}

/// <summary>Base of those that make an extension.</summary>
public abstract class ExtensionIdProvider<T> : IExtensionId<T>
    where T : IExtension
{
    public Type ExtensionType => typeof(T);

    public T Apply(ActorSystem system) => (T)system.RegisterExtension(this);

    public T Get(ActorSystem system) => Apply(system);

    public abstract T CreateExtension(ExtendedActorSystem system);

    object IExtensionId.CreateExtension(ExtendedActorSystem system) => CreateExtension(system);
}

public static class ActorSystemWithExtensions
{
    /// <summary>The extension, which has to be there.</summary>
    public static T WithExtension<T>(this ActorSystem system)
        where T : class, IExtension => system.GetExtension<T>() ?? throw new InvalidOperationException(
            $"Extension {typeof(T)} is not registered with {system.Name}; register it or name its id type too");

    /// <summary>The extension, made with an id of the type given if it is not there.</summary>
    public static T WithExtension<T, TId>(this ActorSystem system)
        where T : class, IExtension
        where TId : IExtensionId, new() => (T)system.RegisterExtension(new TId());
}
