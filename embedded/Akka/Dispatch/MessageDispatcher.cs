using System.Diagnostics;

namespace Akka.Dispatch;

/// <summary>Gives mailboxes threads to run on.</summary>
public abstract class MessageDispatcher
{
    protected MessageDispatcher(MessageDispatcherConfigurator configurator)
    {
        Configurator = configurator;
        Id = configurator.Config.GetString("id", "unknown");
        Throughput = configurator.Config.GetInt("throughput", 30);
        var deadline = configurator.Config.GetTimeSpan("throughput-deadline-time", TimeSpan.Zero);
        if (deadline > TimeSpan.Zero)
            ThroughputDeadlineTime = (long)(deadline.TotalSeconds * Stopwatch.Frequency);
    }

    public MessageDispatcherConfigurator Configurator { get; }

    public string Id { get; }

    /// <summary>Messages an actor handles before another one has its turn.</summary>
    public int Throughput { get; protected init; }

    /// <summary>Stopwatch ticks after which a turn ends although messages wait; null for no limit.</summary>
    public long? ThroughputDeadlineTime { get; }

    public void Schedule(IRunnable run) => ExecuteTask(run);

    protected abstract void ExecuteTask(IRunnable run);

    /// <summary>The last actor of a dispatcher that belongs to one actor is gone, or the system is.</summary>
    protected internal virtual void Shutdown()
    {
    }

    /// <summary>An actor that ran here is gone.</summary>
    protected internal virtual void Detach()
    {
    }
}
