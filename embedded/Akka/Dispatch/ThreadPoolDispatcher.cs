using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>Runs actors on .NET's thread pool.</summary>
internal sealed class ThreadPoolDispatcher(MessageDispatcherConfigurator configurator)
    : MessageDispatcher(configurator)
{
    protected override void ExecuteTask(IRunnable run) => ThreadPool.UnsafeQueueUserWorkItem(run, preferLocal: false);
}

internal sealed class ThreadPoolDispatcherConfigurator : MessageDispatcherConfigurator
{
    private readonly ThreadPoolDispatcher _dispatcher;

    public ThreadPoolDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
        : base(config, prerequisites) => _dispatcher = new ThreadPoolDispatcher(this);

    public override MessageDispatcher Dispatcher() => _dispatcher;
}
