using System.Runtime.InteropServices;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Actor;

/// <summary>Runs tasks by phases before the system ends. The phases, what they depend on and their timeouts stand in
/// <c>akka.coordinated-shutdown.phases</c>.</summary>
public sealed partial class CoordinatedShutdown : IExtension
{
    public const string PhaseBeforeServiceUnbind = "before-service-unbind";
    public const string PhaseServiceUnbind = "service-unbind";
    public const string PhaseServiceRequestsDone = "service-requests-done";
    public const string PhaseServiceStop = "service-stop";
    public const string PhaseBeforeClusterShutdown = "before-cluster-shutdown";
    public const string PhaseClusterShardingShutdownRegion = "cluster-sharding-shutdown-region";
    public const string PhaseClusterLeave = "cluster-leave";
    public const string PhaseClusterExiting = "cluster-exiting";
    public const string PhaseClusterExitingDone = "cluster-exiting-done";
    public const string PhaseClusterShutdown = "cluster-shutdown";
    public const string PhaseBeforeActorSystemTerminate = "before-actor-system-terminate";
    public const string PhaseActorSystemTerminate = "actor-system-terminate";

    private readonly Dictionary<string, List<(string Name, Func<CancellationToken, Task<Done>> Run)>> _tasks = [];
    private readonly Dictionary<string, Phase> _phases;
    private readonly ActorSystemImpl _system;
    private readonly ILoggingAdapter _log;
    private readonly Lock _lock = new();
    private readonly List<PosixSignalRegistration> _signals = [];
    private Task<Done>? _run;

    internal CoordinatedShutdown(ActorSystemImpl system)
    {
        _system = system;
        _log = Logging.GetLogger(system, this);
        var config = system.Settings.Config.GetConfig("akka.coordinated-shutdown")!;
        _phases = Phase.From(config);
        OrderedPhases = Phase.Sort(_phases);
        if (config.GetBoolean("terminate-actor-system"))
            AddTask(PhaseActorSystemTerminate, "terminate-system", () => TerminateSystem(config));
        if (config.GetBoolean("run-by-clr-shutdown-hook"))
            RunByClrShutdown();
    }

    public ActorSystem System => _system;

    /// <summary>Why it runs; null while it does not.</summary>
    public Reason? ShutdownReason { get; private set; }

    public TimeSpan TotalTimeout => OrderedPhases.Aggregate(TimeSpan.Zero, (sum, name) => sum + Timeout(name));

    internal IReadOnlyList<string> OrderedPhases { get; }

    public static CoordinatedShutdown Get(ActorSystem sys) =>
        sys.WithExtension<CoordinatedShutdown, CoordinatedShutdownExtension>();

    public TimeSpan Timeout(string phase) => _phases[Known(phase)].Timeout;

    /// <exception cref="ArgumentException">There is no such phase.</exception>
    public void AddTask(string phase, string taskName, Func<Task<Done>> task) =>
        AddTask(phase, taskName, _ => task());

    public void AddTask(string phase, string taskName, Func<CancellationToken, Task<Done>> task)
    {
        Known(phase);
        if (string.IsNullOrEmpty(taskName))
            throw new ArgumentException($"A task in phase '{phase}' has no name", nameof(taskName));
        lock (_lock)
        {
            if (!_tasks.TryGetValue(phase, out var tasks))
                _tasks[phase] = tasks = [];
            tasks.Add((taskName, task));
        }
    }

    /// <summary>Runs phase by phase; once: later calls get the same task.</summary>
    /// <param name="fromPhase">Where to begin; null for the first.</param>
    public Task<Done> Run(Reason reason, string? fromPhase = null)
    {
        var skip = fromPhase is null ? 0 : OrderedPhases.ToList().IndexOf(Known(fromPhase));
        lock (_lock)
        {
            if (_run is not null)
                return _run;
            ShutdownReason = reason;
            return _run = Task.Run(() => RunPhases(OrderedPhases.Skip(skip)));
        }
    }

    private async Task<Done> RunPhases(IEnumerable<string> phases)
    {
        try
        {
            foreach (var name in phases)
                await RunPhase(name, _phases[name]).ConfigureAwait(false);
        }
        finally
        {
            _signals.ForEach(signal => signal.Dispose());
            AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        }
        return Done.Instance;
    }

    private async Task RunPhase(string name, Phase phase)
    {
        List<(string Name, Func<CancellationToken, Task<Done>> Run)> tasks;
        lock (_lock)
            tasks = [.. _tasks.GetValueOrDefault(name) ?? []];
        if (!phase.Enabled || tasks.Count == 0)
            return;
        _log.Debug("Performing phase [{0}] with [{1}] tasks", name, tasks.Count);
        using var timeout = new CancellationTokenSource(phase.Timeout);
        await Task.WhenAll(tasks.Select(task => RunTask(name, phase, task.Name, task.Run, timeout.Token)))
            .ConfigureAwait(false);
    }

    private async Task RunTask(
        string phaseName, Phase phase, string name, Func<CancellationToken, Task<Done>> run, CancellationToken timeout)
    {
        try
        {
            await Task.Run(() => run(timeout), CancellationToken.None).WaitAsync(timeout).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            Complain(phase, null, $"Task [{name}] in phase [{phaseName}] was not done within {phase.Timeout}");
        }
        catch (Exception e)
        {
            Complain(phase, e, $"Task [{name}] failed in phase [{phaseName}]: {e.Message}");
        }
    }

    private void Complain(Phase phase, Exception? cause, string message)
    {
        if (!phase.Recover)
            throw new TimeoutException($"{message}; the phase has recover = off, so the shutdown ends here", cause);
        _log.Warning(cause, message);
    }

    private async Task<Done> TerminateSystem(Config config)
    {
        await _system.FinalTerminate().ConfigureAwait(false);
        if (config.GetBoolean("exit-clr"))
            Environment.Exit(config.GetInt("exit-code"));
        return Done.Instance;
    }

    /// <summary>The end of the process, also by a signal, waits for the phases. Whoever cancels the signal keeps the
    /// process, not the system.</summary>
    private void RunByClrShutdown()
    {
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGHUP])
            _signals.Add(PosixSignalRegistration.Create(signal, _ => OnProcessExit(null, EventArgs.Empty)));
    }

    private void OnProcessExit(object? sender, EventArgs e)
    {
        try
        {
            Run(ClrExitReason.Instance).Wait(TotalTimeout);
        }
        catch (AggregateException)
        {
            // Logged where it happened; the process ends all the same.
        }
    }

    private string Known(string phase) => _phases.ContainsKey(phase) ? phase : throw new ArgumentException(
        $"Phase '{phase}' is not known; the phases are {string.Join(", ", OrderedPhases)}", nameof(phase));
}

public sealed class CoordinatedShutdownExtension : ExtensionIdProvider<CoordinatedShutdown>
{
    public override CoordinatedShutdown CreateExtension(ExtendedActorSystem system) => new((ActorSystemImpl)system);
}
