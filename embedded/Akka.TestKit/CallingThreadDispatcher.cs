using Akka.Configuration;
using Akka.Dispatch;

namespace Akka.TestKit;

/// <summary>Runs an actor on the thread that sends to it, so that a Tell comes back when the message is handled (unless
/// another thread is in the actor at that moment, which then handles it).</summary>
public sealed class CallingThreadDispatcher(MessageDispatcherConfigurator configurator)
    : MessageDispatcher(configurator)
{
    protected override void ExecuteTask(IRunnable run) => run.Run();
}

public sealed class CallingThreadDispatcherConfigurator : MessageDispatcherConfigurator
{
    private readonly CallingThreadDispatcher _dispatcher;

    public CallingThreadDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
        : base(config, prerequisites) => _dispatcher = new CallingThreadDispatcher(this);

    public override MessageDispatcher Dispatcher() => _dispatcher;
}
