using Akka.Actor;
using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>Gives the dispatcher for one section of the configuration; named by its <c>type</c>.</summary>
public abstract class MessageDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
{
    public Config Config { get; } = config;

    public IDispatcherPrerequisites Prerequisites { get; } = prerequisites;

    /// <summary>The shared dispatcher, or a new one for each actor.</summary>
    public abstract MessageDispatcher Dispatcher();

    /// <summary>The system is gone.</summary>
    protected internal virtual void Shutdown()
    {
    }
}

public interface IDispatcherPrerequisites
{
    Settings Settings { get; }
}

internal sealed record DispatcherPrerequisites(Settings Settings) : IDispatcherPrerequisites;
