namespace Akka.Event;

/// <summary>Logs a text, or a format with arguments ({0}, {1}, ...), with or without a cause.</summary>
public static class LoggingExtensions
{
    public static void Log(
        this ILoggingAdapter log, LogLevel logLevel, Exception? cause, string format, params object?[] args)
    {
        if (log.IsEnabled(logLevel))
            log.Log(logLevel, cause, new LogMessage(log.Formatter, format, args));
    }

    public static void Log(this ILoggingAdapter log, LogLevel logLevel, string format, params object?[] args) =>
        Log(log, logLevel, null, format, args);

    public static void Debug(this ILoggingAdapter log, string format, params object?[] args) =>
        Log(log, LogLevel.DebugLevel, null, format, args);

    public static void Debug(this ILoggingAdapter log, Exception? cause, string format, params object?[] args) =>
        Log(log, LogLevel.DebugLevel, cause, format, args);

    public static void Info(this ILoggingAdapter log, string format, params object?[] args) =>
        Log(log, LogLevel.InfoLevel, null, format, args);

    public static void Info(this ILoggingAdapter log, Exception? cause, string format, params object?[] args) =>
        Log(log, LogLevel.InfoLevel, cause, format, args);

    public static void Warning(this ILoggingAdapter log, string format, params object?[] args) =>
        Log(log, LogLevel.WarningLevel, null, format, args);

    public static void Warning(this ILoggingAdapter log, Exception? cause, string format, params object?[] args) =>
        Log(log, LogLevel.WarningLevel, cause, format, args);

    public static void Error(this ILoggingAdapter log, string format, params object?[] args) =>
        Log(log, LogLevel.ErrorLevel, null, format, args);

    public static void Error(this ILoggingAdapter log, Exception? cause, string format, params object?[] args) =>
        Log(log, LogLevel.ErrorLevel, cause, format, args);
}
