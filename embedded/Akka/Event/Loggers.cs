using Akka.Actor;

namespace Akka.Event;

/// <summary>The first message to a logger; it answers LoggerInitialized.</summary>
public sealed class InitializeLogger(LoggingBus loggingBus)
{
    public LoggingBus LoggingBus { get; } = loggingBus;
}

public sealed class LoggerInitialized : INoSerializationVerificationNeeded;

/// <summary>Prints on standard output, one line an event.</summary>
public class DefaultLogger : ActorBase
{
    protected override bool Receive(object message)
    {
        if (message is InitializeLogger)
            Sender.Tell(new LoggerInitialized(), Self);
        else if (message is LogEvent e)
            Print(e);
        else
            return false;
        return true;
    }

    protected virtual void Print(LogEvent logEvent) => StandardOutLogger.PrintLogEvent(logEvent);
}

/// <summary>Prints without an actor between, on the thread that logs.</summary>
public class StandardOutLogger : MinimalActorRef
{
    public override ActorPath Path { get; } = new RootActorPath(Address.AllSystems) / nameof(StandardOutLogger);

    public override IActorRefProvider Provider =>
        throw new NotSupportedException("StandardOutLogger belongs to no actor system");

    public static void PrintLogEvent(LogEvent logEvent) => Console.WriteLine(logEvent);

    protected override void TellInternal(object message, IActorRef? sender)
    {
        if (message is LogEvent e)
            PrintLogEvent(e);
    }
}

/// <summary>Logs the first dead letters, up to akka.log-dead-letters.</summary>
internal sealed class DeadLetterLogger(ActorSystemImpl system, int limit) : MinimalActorRef
{
    private int _count;
    private volatile bool _muted;

    public override ActorPath Path { get; } = system.Provider.RootPath / "system" / "deadLetterListener";

    public override IActorRefProvider Provider => system.Provider;

    public void Mute() => _muted = true;

    protected override void TellInternal(object message, IActorRef? sender)
    {
        if (_muted || message is not DeadLetter letter)
            return;
        var count = Interlocked.Increment(ref _count);
        if (count > limit)
            return;
        var end = count == limit ? ", no more dead letters will be logged" : "";
        var text = $"Message [{letter.Message.GetType().Name}] from {letter.Sender} to {letter.Recipient} was not " +
            $"delivered. [{count}] dead letters encountered{end}.";
        system.EventStream.Publish(new Info(letter.Recipient.Path.ToString(), GetType(), text));
    }
}

/// <summary>Logs unhandled messages if akka.actor.debug.unhandled is on.</summary>
internal sealed class UnhandledMessageLogger(ActorSystemImpl system) : MinimalActorRef
{
    public override ActorPath Path { get; } = system.Provider.RootPath / "system" / "UnhandledMessageForwarder";

    public override IActorRefProvider Provider => system.Provider;

    protected override void TellInternal(object message, IActorRef? sender)
    {
        if (message is UnhandledMessage unhandled)
            system.EventStream.Publish(new Debug(
                unhandled.Recipient.Path.ToString(),
                GetType(),
                $"Unhandled message from {unhandled.Sender}: {unhandled.Message}"));
    }
}
