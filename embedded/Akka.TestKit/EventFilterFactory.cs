using System.Text.RegularExpressions;
using Akka.Actor;
using Akka.Event;

namespace Akka.TestKit;

/// <summary>Says which log events are meant: by level, exact message, start, part, pattern, source.</summary>
public sealed class EventFilterFactory
{
    private readonly TestKitBase _kit;
    private readonly ActorSystem _system;

    internal EventFilterFactory(TestKitBase kit, ActorSystem system)
    {
        _kit = kit;
        _system = system;
    }

    public IEventFilterApplier Debug(
        string? message = null, string? start = null, string? contains = null, string? source = null) =>
        Filter<Debug>(message, start, contains, source);

    public IEventFilterApplier Info(
        string? message = null, string? start = null, string? contains = null, string? source = null) =>
        Filter<Info>(message, start, contains, source);

    public IEventFilterApplier Info(Regex pattern, string? source = null) => Filter<Info>(pattern, source);

    public IEventFilterApplier Warning(
        string? message = null, string? start = null, string? contains = null, string? source = null) =>
        Filter<Warning>(message, start, contains, source);

    public IEventFilterApplier Warning(Regex pattern, string? source = null) => Filter<Warning>(pattern, source);

    public IEventFilterApplier Error(
        string? message = null, string? start = null, string? contains = null, string? source = null) =>
        Filter<Error>(message, start, contains, source);

    public IEventFilterApplier Error(Regex pattern, string? source = null) => Filter<Error>(pattern, source);

    /// <summary>Errors with such a cause; message and the like are those of the exception.</summary>
    public IEventFilterApplier Exception<TException>(
        string? message = null, string? start = null, string? contains = null, string? source = null)
        where TException : Exception => Exception(typeof(TException), message, start, contains, source);

    public IEventFilterApplier Exception(
        Type exceptionType,
        string? message = null,
        string? start = null,
        string? contains = null,
        string? source = null) => Custom<Error>(e =>
            exceptionType.IsInstanceOfType(e.Cause) && (source is null || e.LogSource == source) &&
            (Fits(e.Cause!.Message, message, start, contains) || Fits($"{e.Message}", message, start, contains)));

    public IEventFilterApplier DeadLetter() => Applier<DeadLetter>(_ => true);

    public IEventFilterApplier DeadLetter<TMessage>(string? source = null) =>
        DeadLetter<TMessage>(_ => true, source);

    public IEventFilterApplier DeadLetter<TMessage>(Func<TMessage, bool> isMatch, string? source = null) =>
        Applier<DeadLetter>(letter => letter.Message is TMessage message && isMatch(message) &&
            (source is null || letter.Recipient.Path.ToString() == source));

    public IEventFilterApplier Custom(Predicate<LogEvent> predicate) => Applier(predicate);

    public IEventFilterApplier Custom<TLogEvent>(Predicate<TLogEvent> predicate)
        where TLogEvent : LogEvent => Applier(predicate);

    private EventFilterApplier Filter<TLogEvent>(string? message, string? start, string? contains, string? source)
        where TLogEvent : LogEvent => Applier<TLogEvent>(e =>
            (source is null || e.LogSource == source) && Fits($"{e.Message}", message, start, contains));

    private EventFilterApplier Filter<TLogEvent>(Regex pattern, string? source)
        where TLogEvent : LogEvent => Applier<TLogEvent>(e =>
            (source is null || e.LogSource == source) && pattern.IsMatch($"{e.Message}"));

    private EventFilterApplier Applier<TEvent>(Predicate<TEvent> predicate) =>
        new(_kit, _system, typeof(TEvent), e => predicate((TEvent)e));

    private static bool Fits(string text, string? message, string? start, string? contains) =>
        (message is null || text == message) &&
        (start is null || text.StartsWith(start, StringComparison.Ordinal)) &&
        (contains is null || text.Contains(contains, StringComparison.Ordinal));
}
