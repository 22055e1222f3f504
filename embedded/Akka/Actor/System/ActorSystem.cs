using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.Actor;

/// <summary>A family of actors with their dispatchers, scheduler and event stream.</summary>
public abstract class ActorSystem : IActorRefFactory, IDisposable
{
    public abstract Settings Settings { get; }

    public abstract string Name { get; }

    public abstract Serialization.Serialization Serialization { get; }

    public abstract EventStream EventStream { get; }

    public abstract IActorRef DeadLetters { get; }

    public abstract Dispatchers Dispatchers { get; }

    public abstract Mailboxes Mailboxes { get; }

    public abstract IScheduler Scheduler { get; }

    public abstract ILoggingAdapter Log { get; }

    /// <summary>Done when the last actor is gone.</summary>
    public abstract Task WhenTerminated { get; }

    public static ActorSystem Create(string name) => Create(name, ConfigurationFactory.Load());

    /// <exception cref="ConfigurationException">A value is missing or wrong.</exception>
    /// <exception cref="ArgumentException">The name is no name for a system.</exception>
    public static ActorSystem Create(string name, Config config)
    {
        var system = new ActorSystemImpl(name, config);
        system.Start();
        return system;
    }

    public abstract IActorRef ActorOf(Props props, string? name = null);

    public abstract ActorSelection ActorSelection(ActorPath actorPath);

    public abstract ActorSelection ActorSelection(string actorPath);

    public abstract void Stop(IActorRef actor);

    /// <summary>Runs the coordinated shutdown (unless configured not to) and stops all actors.</summary>
    public abstract Task Terminate();

    /// <summary>Runs code when the last actor is gone.</summary>
    public abstract void RegisterOnTermination(Action code);

    public abstract object? GetExtension(IExtensionId extensionId);

    public abstract T? GetExtension<T>()
        where T : class, IExtension;

    public abstract object RegisterExtension(IExtensionId extension);

    public abstract bool HasExtension(Type type);

    public abstract bool HasExtension<T>()
        where T : class, IExtension;

    public void Dispose() => Terminate().GetAwaiter().GetResult();
}
