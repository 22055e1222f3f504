using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>One thread for one actor, the same for its whole life, restarts included.</summary>
internal sealed class PinnedDispatcher(MessageDispatcherConfigurator configurator)
    : MessageDispatcher(configurator)
{
    private readonly DedicatedThreads _thread = new(configurator.Config.GetString("id", "pinned"), 1);

    protected internal override void Detach() => _thread.Close();

    protected override void ExecuteTask(IRunnable run) => _thread.Schedule(run);
}

internal sealed class PinnedDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
    : MessageDispatcherConfigurator(config, prerequisites)
{
    public override MessageDispatcher Dispatcher() => new PinnedDispatcher(this);
}
