using Akka.Actor;
using Akka.Configuration;

namespace Akka.Event;

public static class Logging
{
    private const LogLevel Off = (LogLevel)int.MaxValue;

    public static ILoggingAdapter GetLogger(this IActorContext context, ILogMessageFormatter? formatter = null) =>
        new BusLogging(
            context.System.EventStream,
            context.Self.Path.ToString(),
            ((ActorCell)context).Actor?.GetType() ?? context.Props.Type,
            formatter ?? DefaultLogMessageFormatter.Instance);

    public static ILoggingAdapter GetLogger(
        ActorSystem system, object logSourceObj, ILogMessageFormatter? formatter = null) =>
        GetLogger(system.EventStream, logSourceObj, formatter);

    public static ILoggingAdapter GetLogger(
        LoggingBus loggingBus, object logSourceObj, ILogMessageFormatter? formatter = null)
    {
        var (source, type) = logSourceObj switch
        {
            string text => (text, typeof(string)),
            Type t => (t.Name, t),
            IActorRef actor => (actor.Path.ToString(), typeof(IActorRef)),
            _ => (logSourceObj.GetType().Name, logSourceObj.GetType()),
        };
        return new BusLogging(loggingBus, source, type, formatter ?? DefaultLogMessageFormatter.Instance);
    }

    public static Type ClassFor(this LogLevel logLevel) => logLevel switch
    {
        LogLevel.DebugLevel => typeof(Debug),
        LogLevel.InfoLevel => typeof(Info),
        LogLevel.WarningLevel => typeof(Warning),
        _ => typeof(Error),
    };

    public static string StringFor(this LogLevel logLevel) => logLevel switch
    {
        LogLevel.DebugLevel => "DEBUG",
        LogLevel.InfoLevel => "INFO",
        LogLevel.WarningLevel => "WARNING",
        _ => "ERROR",
    };

    /// <exception cref="ConfigurationException">The name is none of DEBUG, INFO, WARNING, ERROR, OFF.</exception>
    public static LogLevel LogLevelFor(string logLevel) => LogLevelFor(logLevel, "log level");

    internal static LogLevel LogLevelFor(string? name, string key) => name?.ToUpperInvariant() switch
    {
        "DEBUG" => LogLevel.DebugLevel,
        "INFO" => LogLevel.InfoLevel,
        "WARN" or "WARNING" => LogLevel.WarningLevel,
        "ERROR" => LogLevel.ErrorLevel,
        "OFF" => Off,
        _ => throw new ConfigurationException($"{key} is '{name}'; it must be DEBUG, INFO, WARNING, ERROR or OFF"),
    };
}
