using System.Net.Sockets;
using Akka.Actor;
using Akka.Cluster;
using SplitLearning.Actors.Inspection;
using SplitLearning.Node.Configuration;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;

namespace SplitLearning.Node.Hosting;

/// <summary>One node of the cluster in this process: from start to orderly end.</summary>
internal sealed class NodeHost : IAsyncDisposable
{
    public const string SystemName = "splitlearning";

    // Coordinated shutdown has its own limits for each phase; this one is for what they do not cover.
    private static readonly TimeSpan ShutdownLimit = TimeSpan.FromSeconds(6);

    private readonly NodeRole _role;
    private readonly ActorSystem _system;

    private NodeHost(NodeRole role, ActorSystem system)
    {
        _role = role;
        _system = system;
    }

    /// <summary>Address of this node as others reach it: HOST:PORT.</summary>
    public string HostAndPort => Cluster.Get(_system).SelfAddress is var address
        ? $"{address.Host}:{address.Port}"
        : throw new InvalidOperationException();

    /// <exception cref="NodeFailureException">The port was taken between the check and now.</exception>
    /// <param name="journal">File of the events that actors keep; its folder is there.</param>
    public static NodeHost Start(
        NodeRole role, NodeConfiguration configuration, ListenAddress listen, string journal, string logFile,
        bool warnOnStdout)
    {
        var config = AkkaSettings.Create(role, configuration, listen, journal, logFile, warnOnStdout);
        try
        {
            var system = ActorSystem.Create(SystemName, config);
            system.ActorOf(Props.Create(() => new InspectionActor()), "inspector");
            return new(role, system);
        }
        catch (Exception e) when (Causes(e).OfType<SocketException>().Any())
        {
            throw new NodeFailureException(ExitCode.AddressInUse,
                $"Cannot listen on {listen.Host}:{listen.Port}: {OneLine.Of(Causes(e).Last())}", e);
        }
    }

    /// <summary>The journal's file of a party; parties that share it do not disturb each other.</summary>
    public static string JournalIn(string runs, string name) =>
        Path.GetFullPath(Path.Combine(runs, $"{name}.journal.db"));

    /// <summary>Founds the cluster that the others join.</summary>
    public void JoinItself() => Cluster.Get(_system).Join(Cluster.Get(_system).SelfAddress);

    /// <summary>Starts the node's actor and waits for the end of the run.</summary>
    /// <param name="stopTimeout">What an orderly stop may take.</param>
    /// <param name="stop">Asks the actor to end in order, because somebody wants the process to stop.</param>
    public Task<IOutcome> RunAsync(Props props, string name, TimeSpan stopTimeout, CancellationToken stop) =>
        RunAsync(props, name, stopTimeout, reason: () => "", stop, giveUp: default);

    /// <param name="reason">What the others are told when the run is given up.</param>
    /// <param name="giveUp">Asks the actor to give the run up at once.</param>
    public async Task<IOutcome> RunAsync(
        Props props, string name, TimeSpan stopTimeout, Func<string> reason, CancellationToken stop,
        CancellationToken giveUp)
    {
        var outcome = new TaskCompletionSource<IOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        var actor = _system.ActorOf(props, name);
        var watcher = _system.ActorOf(OutcomeWatcher.Props(_role, actor, stopTimeout, outcome), name + "-outcome");
        using var stopping = stop.Register(() => watcher.Tell(new StopRun("stopped by Ctrl-C or SIGTERM")));
        using var givingUp = giveUp.Register(() => watcher.Tell(new GiveRunUp(reason())));
        return await outcome.Task;
    }

    /// <summary>Leaves the cluster and ends the actor system.</summary>
    public async ValueTask DisposeAsync()
    {
        var shutdown = CoordinatedShutdown.Get(_system).Run(CoordinatedShutdown.ClrExitReason.Instance);
        await Task.WhenAny(shutdown, Task.Delay(ShutdownLimit));
    }

    /// <summary>Ends the actor system at once: whoever should be told of a leaving does not answer.</summary>
    public Task AbandonAsync() => Task.WhenAny(_system.Terminate(), Task.Delay(ShutdownLimit));

    private static IEnumerable<Exception> Causes(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
            yield return cause;
    }
}
