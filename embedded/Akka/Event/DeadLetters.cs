using Akka.Actor;

namespace Akka.Event;

/// <summary>Base of what the dead letters publish.</summary>
public abstract class AllDeadLetters(object message, IActorRef sender, IActorRef recipient)
{
    public object Message { get; } = message;

    public IActorRef Sender { get; } = sender;

    public IActorRef Recipient { get; } = recipient;

    public override string ToString() => $"{GetType().Name} from {Sender} to {Recipient}: <{Message}>";

    internal static AllDeadLetters For(object message, IActorRef sender, IActorRef recipient) => message switch
    {
        AllDeadLetters letter => letter,
        IDeadLetterSuppression suppressed => new SuppressedDeadLetter(suppressed, sender, recipient),
        _ => new DeadLetter(message, sender, recipient),
    };
}

/// <summary>A message that reached nobody.</summary>
public sealed class DeadLetter(object message, IActorRef sender, IActorRef recipient)
    : AllDeadLetters(message, sender, recipient);

/// <summary>A dead letter that is expected and not worth a line in the log.</summary>
public sealed class SuppressedDeadLetter(IDeadLetterSuppression message, IActorRef sender, IActorRef recipient)
    : AllDeadLetters(message, sender, recipient);

/// <summary>Marks messages whose loss is expected.</summary>
public interface IDeadLetterSuppression;

/// <summary>A message that its receiver does not handle.</summary>
public sealed class UnhandledMessage(object message, IActorRef sender, IActorRef recipient)
{
    public object Message { get; } = message;

    public IActorRef Sender { get; } = sender;

    public IActorRef Recipient { get; } = recipient;
}
