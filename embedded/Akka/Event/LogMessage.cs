using System.Globalization;

namespace Akka.Event;

public interface ILogMessageFormatter
{
    string Format(string format, params object?[] args);
}

/// <summary>Formats as string.Format does, in the invariant culture.</summary>
public sealed class DefaultLogMessageFormatter : ILogMessageFormatter
{
    public static readonly DefaultLogMessageFormatter Instance = new();

    public string Format(string format, params object?[] args)
    {
        if (args.Length == 0)
            return format;
        try
        {
            return string.Format(CultureInfo.InvariantCulture, format, args);
        }
        catch (FormatException)
        {
            return $"{format} (arguments do not fit: {string.Join(", ", args)})";
        }
    }
}

/// <summary>A format with its arguments, put together when somebody reads it.</summary>
public class LogMessage(ILogMessageFormatter formatter, string format, params object?[] args)
{
    public string Format { get; } = format;

    public object?[] Args { get; } = args;

    public override string ToString() => formatter.Format(Format, Args);
}
