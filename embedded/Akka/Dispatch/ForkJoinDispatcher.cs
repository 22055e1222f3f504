using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>Runs its actors on <c>dedicated-thread-pool.thread-count</c> threads of its own.</summary>
internal sealed class ForkJoinDispatcher(MessageDispatcherConfigurator configurator, DedicatedThreads threads)
    : MessageDispatcher(configurator)
{
    protected override void ExecuteTask(IRunnable run) => threads.Schedule(run);
}

internal sealed class ForkJoinDispatcherConfigurator : MessageDispatcherConfigurator
{
    private readonly DedicatedThreads _threads;
    private readonly ForkJoinDispatcher _dispatcher;

    public ForkJoinDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
        : base(config, prerequisites)
    {
        var count = config.GetInt("dedicated-thread-pool.thread-count", Environment.ProcessorCount);
        _threads = new DedicatedThreads(config.GetString("id", "fork-join"), Math.Max(1, count));
        _dispatcher = new ForkJoinDispatcher(this, _threads);
    }

    public override MessageDispatcher Dispatcher() => _dispatcher;

    protected internal override void Shutdown() => _threads.Close();
}
