using Akka.Actor;
using Akka.Configuration;
using Akka.Util;

namespace Akka.Event;

/// <summary>The system's bus: log events, dead letters, unhandled messages, and whatever actors publish.</summary>
public class EventStream(bool debug) : LoggingBus
{
    private readonly List<IActorRef> _loggers = [];
    private StandardOutLogger? _stdout;
    private DeadLetterLogger? _deadLetters;
    private LogLevel _stdoutLevel;

    public override bool Subscribe(IActorRef subscriber, Type channel)
    {
        var added = base.Subscribe(subscriber, channel);
        if (debug && added)
            Publish(new Debug(nameof(EventStream), GetType(), $"{subscriber} subscribes to {channel}"));
        return added;
    }

    /// <summary>Until the loggers run, and after them, the log goes straight to standard output.</summary>
    internal void StartStdoutLogger(Settings settings)
    {
        _stdoutLevel = Logging.LogLevelFor(settings.StdoutLogLevel, "akka.stdout-loglevel");
        SetLogLevel(_stdoutLevel);
        _stdout = new StandardOutLogger();
        SubscribeFrom(_stdout, _stdoutLevel);
    }

    /// <exception cref="ConfigurationException">A logger does not answer InitializeLogger in time.</exception>
    internal void StartDefaultLoggers(ActorSystemImpl system)
    {
        var settings = system.Settings;
        var level = Logging.LogLevelFor(settings.LogLevel, "akka.loglevel");
        _deadLetters = new DeadLetterLogger(system, settings.LogDeadLetters);
        Subscribe(_deadLetters, typeof(AllDeadLetters));
        if (settings.DebugUnhandledMessage)
            Subscribe(new UnhandledMessageLogger(system), typeof(UnhandledMessage));
        foreach (var name in settings.Loggers)
            _loggers.Add(StartLogger(system, name, level));
        SetLogLevel(level);
        Unsubscribe(_stdout!);
    }

    internal void StopDefaultLoggers()
    {
        if (_loggers.Count > 0)
            SubscribeFrom(_stdout!, _stdoutLevel);
        foreach (var logger in _loggers)
            Unsubscribe(logger);
        _loggers.Clear();
    }

    internal void MuteDeadLetters() => _deadLetters?.Mute();

    private IActorRef StartLogger(ActorSystemImpl system, string name, LogLevel level)
    {
        var type = TypeLoader.Load<ActorBase>("akka.loggers", name);
        var id = $"log{_loggers.Count + 1}-{type.Name}";
        var logger = system.SystemActorOf(Props.Create(type), id);
        var timeout = system.Settings.LoggerStartTimeout;
        try
        {
            logger.Ask<LoggerInitialized>(new InitializeLogger(this), timeout).GetAwaiter().GetResult();
        }
        catch (AskTimeoutException e)
        {
            throw new ConfigurationException(
                $"akka.loggers names '{name}', which did not answer InitializeLogger within {timeout}", e);
        }
        SubscribeFrom(logger, level);
        return logger;
    }

    private void SubscribeFrom(IActorRef logger, LogLevel level)
    {
        foreach (var each in Enum.GetValues<LogLevel>().Where(each => each >= level))
            Subscribe(logger, each.ClassFor());
    }
}

public static class EventStreamExtensions
{
    public static bool Subscribe<TChannel>(this EventStream eventStream, IActorRef subscriber) =>
        eventStream.Subscribe(subscriber, typeof(TChannel));

    public static bool Unsubscribe<TChannel>(this EventStream eventStream, IActorRef subscriber) =>
        eventStream.Unsubscribe(subscriber, typeof(TChannel));
}
