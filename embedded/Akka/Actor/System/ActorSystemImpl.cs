using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;
using Akka.Util;

namespace Akka.Actor;

/// <summary>The actor system: puts the parts together and takes them apart in order.</summary>
public sealed partial class ActorSystemImpl : ExtendedActorSystem
{
    private readonly ConcurrentDictionary<Type, Lazy<object>> _extensions = new();
    private readonly ConcurrentStack<Action> _onTermination = new();
    private readonly TaskCompletionSource _terminated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _ending;

    public ActorSystemImpl(string name, Config config)
    {
        if (!ValidName().IsMatch(name))
            throw new ArgumentException(
                $"'{name}' is no name for an actor system: it must be letters, digits, '-' and '_', not '-' first",
                nameof(name));
        Name = name;
        Settings = new Settings(this, config);
        EventStream = new EventStream(Settings.Config.GetBoolean("akka.actor.debug.event-stream"));
        EventStream.StartStdoutLogger(Settings);
        Log = Logging.GetLogger(EventStream, $"ActorSystem({name})");
        Dispatchers = new Dispatchers(Settings);
        Mailboxes = new Mailboxes(Settings);
        Scheduler = TypeLoader.Create<IScheduler>(
            "akka.scheduler.implementation", Settings.SchedulerClass, Settings.Config, Log);
        Provider = TypeLoader.Create<IActorRefProvider>(
            "akka.actor.provider", Settings.ProviderClass, name, Settings, EventStream);
        Serialization = new Serialization.Serialization(this);
    }

    public override IActorRefProvider Provider { get; }

    public override Settings Settings { get; }

    public override string Name { get; }

    public override Serialization.Serialization Serialization { get; }

    public override EventStream EventStream { get; }

    public override IActorRef DeadLetters => Provider.DeadLetters;

    public override Dispatchers Dispatchers { get; }

    public override Mailboxes Mailboxes { get; }

    public override IScheduler Scheduler { get; }

    public override ILoggingAdapter Log { get; }

    public override Task WhenTerminated => _terminated.Task;

    public override IInternalActorRef Guardian => Provider.Guardian;

    public override IInternalActorRef SystemGuardian => Provider.SystemGuardian;

    /// <summary>Makes the guardians, then whatever the provider brings; if that fails, all is stopped again.</summary>
    public void Start()
    {
        try
        {
            Provider.Init(this);
            _ = EndWithRoot();
            EventStream.StartDefaultLoggers(this);
            _ = CoordinatedShutdown.Get(this);
            foreach (var extension in Settings.Config.GetStringList("akka.extensions"))
                RegisterExtension(TypeLoader.Create<IExtensionId>("akka.extensions", extension));
        }
        catch
        {
            FinalTerminate();
            throw;
        }
    }

    public override IActorRef ActorOf(Props props, string? name = null) =>
        Provider.Guardian.Cell.AttachChild(props, systemService: false, name);

    public override IActorRef SystemActorOf(Props props, string? name = null) =>
        Provider.SystemGuardian.Cell.AttachChild(props, systemService: true, name);

    public override ActorSelection ActorSelection(ActorPath actorPath) =>
        ActorRefFactoryShared.ActorSelection(actorPath, this);

    public override ActorSelection ActorSelection(string actorPath) =>
        ActorRefFactoryShared.ActorSelection(actorPath, this, Provider.RootGuardian);

    public override void Stop(IActorRef actor)
    {
        if (((IInternalActorRef)actor).Parent is LocalActorRef parent)
            parent.Cell.Stop(actor);
        else
            ((IInternalActorRef)actor).Stop();
    }

    public override Task Terminate() => Settings.Config.GetBoolean(
        "akka.coordinated-shutdown.run-by-actor-system-terminate")
        ? CoordinatedShutdown.Get(this).Run(CoordinatedShutdown.ActorSystemTerminateReason.Instance)
            .ContinueWith(_ => FinalTerminate(), TaskScheduler.Default).Unwrap() // also if a phase gave up
        : FinalTerminate();

    public override void RegisterOnTermination(Action code)
    {
        if (WhenTerminated.IsCompleted)
            throw new InvalidOperationException($"Actor system '{Name}' is terminated already");
        _onTermination.Push(code);
    }

    /// <summary>Stops all actors, without the coordinated shutdown.</summary>
    internal Task FinalTerminate()
    {
        if (Interlocked.Exchange(ref _ending, 1) == 0)
            _ = End();
        return WhenTerminated;
    }

    [GeneratedRegex("^[a-zA-Z0-9_][a-zA-Z0-9_-]*$")]
    private static partial Regex ValidName();

    /// <summary>The root also ends by itself: when a guardian fails.</summary>
    private async Task EndWithRoot()
    {
        await Provider.TerminationTask.ConfigureAwait(false);
        await FinalTerminate().ConfigureAwait(false);
    }

    private async Task End()
    {
        if (!Settings.LogDeadLettersDuringShutdown)
            EventStream.MuteDeadLetters();
        if (Provider.RootGuardian is not null)
        {
            Provider.Guardian.Stop();
            await Provider.TerminationTask.ConfigureAwait(false);
        }
        while (_onTermination.TryPop(out var code))
            Attempt(code);
        (Scheduler as IDisposable)?.Dispose();
        Dispatchers.Shutdown();
        _terminated.TrySetResult();
    }

    private void Attempt(Action code)
    {
        try
        {
            code();
        }
        catch (Exception e)
        {
            Log.Error(e, "A callback at the end of the system failed: {0}", e.Message);
        }
    }
}
