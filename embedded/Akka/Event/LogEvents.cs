using System.Globalization;
using Akka.Actor;

namespace Akka.Event;

/// <summary>A line for the log, published on the event stream.</summary>
public abstract class LogEvent(Exception? cause, string logSource, Type logClass, object message)
    : INoSerializationVerificationNeeded
{
    public Exception? Cause { get; } = cause;

    public DateTime Timestamp { get; } = DateTime.UtcNow;

    public Thread Thread { get; } = Thread.CurrentThread;

    public string LogSource { get; } = logSource;

    public Type LogClass { get; } = logClass;

    public object Message { get; } = message;

    public abstract LogLevel LogLevel();

    /// <summary>"12:00:00.000 INFO  [source] message", with the cause on further lines.</summary>
    public override string ToString()
    {
        var line = string.Create(CultureInfo.InvariantCulture,
            $"{Timestamp.ToLocalTime():HH:mm:ss.fff} {Logging.StringFor(LogLevel()),-7} [{LogSource}] {Message}");
        return Cause is null ? line : $"{line}{Environment.NewLine}Cause: {Cause}";
    }
}

public class Debug(Exception? cause, string logSource, Type logClass, object message)
    : LogEvent(cause, logSource, logClass, message)
{
    public Debug(string logSource, Type logClass, object message)
        : this(null, logSource, logClass, message)
    {
    }

    public override LogLevel LogLevel() => Akka.Event.LogLevel.DebugLevel;
}

public class Info(Exception? cause, string logSource, Type logClass, object message)
    : LogEvent(cause, logSource, logClass, message)
{
    public Info(string logSource, Type logClass, object message)
        : this(null, logSource, logClass, message)
    {
    }

    public override LogLevel LogLevel() => Akka.Event.LogLevel.InfoLevel;
}

public class Warning(Exception? cause, string logSource, Type logClass, object message)
    : LogEvent(cause, logSource, logClass, message)
{
    public Warning(string logSource, Type logClass, object message)
        : this(null, logSource, logClass, message)
    {
    }

    public override LogLevel LogLevel() => Akka.Event.LogLevel.WarningLevel;
}

public class Error(Exception? cause, string logSource, Type logClass, object message)
    : LogEvent(cause, logSource, logClass, message)
{
    public Error(string logSource, Type logClass, object message)
        : this(null, logSource, logClass, message)
    {
    }

    public override LogLevel LogLevel() => Akka.Event.LogLevel.ErrorLevel;
}
