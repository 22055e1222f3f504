using Akka.Configuration;
using Akka.Dispatch;

namespace Embedded.Akka.Cluster.Tests.Nodes;

/// <summary>Runs an actor on the thread that tells it something.</summary>
public sealed class CallingThread : MessageDispatcherConfigurator
{
    private readonly Runner _runner;

    public CallingThread(Config config, IDispatcherPrerequisites prerequisites)
        : base(config, prerequisites) => _runner = new Runner(this);

    public static string ForSystemActors { get; } =
        $"akka.actor.internal-dispatcher.type = \"{typeof(CallingThread).AssemblyQualifiedName}\"\n";

    public override MessageDispatcher Dispatcher() => _runner;

    private sealed class Runner(MessageDispatcherConfigurator configurator) : MessageDispatcher(configurator)
    {
        protected override void ExecuteTask(IRunnable run) => run.Run();
    }
}
