using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using SplitLearning.Node.Hosting;

namespace SplitLearning.Node.Logging;

/// <summary>Writes a process's log to its file, and warnings also to the terminal if a person looks at it.</summary>
/// <remarks>Created by Akka from <c>akka.loggers</c>, so its settings come by configuration too.</remarks>
[SuppressMessage("Design", "CA1001", Justification = "An actor releases what it holds in PostStop.")]
public sealed class NodeLogger : ReceiveActor
{
    private const string FileKey = "splitlearning-logger.file";
    private const string StdoutKey = "splitlearning-logger.warn-on-stdout";

    private StreamWriter? _file;

    /// <summary>Opens the file when Akka says that logging begins.</summary>
    public NodeLogger()
    {
        var config = Context.System.Settings.Config;
        var warnOnStdout = config.GetBoolean(StdoutKey);
        Receive<InitializeLogger>(_ =>
        {
            _file = new StreamWriter(config.GetString(FileKey), append: true) { AutoFlush = true };
            Sender.Tell(new LoggerInitialized());
        });
        Receive<LogEvent>(entry => Write(entry, warnOnStdout));
    }

    /// <summary>What makes this actor the logger of a system.</summary>
    internal static Config Settings(string file, bool warnOnStdout) => ConfigurationFactory.ParseString($$"""
        {{FileKey}} = {{AkkaSettings.Quote(file)}}
        {{StdoutKey}} = {{(warnOnStdout ? "on" : "off")}}
        """);

    /// <inheritdoc/>
    protected override void PostStop() => _file?.Dispose();

    private void Write(LogEvent entry, bool warnOnStdout)
    {
        var level = entry.LogLevel().ToString().Replace("Level", "", StringComparison.Ordinal).ToUpperInvariant();
        _file?.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{entry.Timestamp:yyyy-MM-dd HH:mm:ss.fff} {level,-7} [{entry.LogSource}] {entry.Message}"));
        if (entry.Cause is { } cause)
            _file?.WriteLine(cause);
        if (warnOnStdout && entry.LogLevel() == LogLevel.WarningLevel)
            Console.Out.WriteLine($"warning: {OneLine.Of(entry.Message?.ToString() ?? "")}");
    }
}
