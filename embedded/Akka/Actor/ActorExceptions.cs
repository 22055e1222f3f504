namespace Akka.Actor;

/// <summary>A name that may not be given to an actor, or is taken.</summary>
public class InvalidActorNameException(string message, Exception? innerException = null)
    : AkkaException(message, innerException);

/// <summary>An actor was made in a way that is not allowed.</summary>
public class IllegalActorStateException(string message) : AkkaException(message);

/// <summary>The stash holds as many messages as its mailbox's stash-capacity allows.</summary>
public class StashOverflowException(string message, Exception? cause = null) : AkkaException(message, cause);

/// <summary>Null is no message.</summary>
public class InvalidMessageException(string message = "Message is null; send an object") : AkkaException(message);

/// <summary>The target of an ActorSelection did not answer in time.</summary>
public class ActorNotFoundException : AkkaException
{
    public ActorNotFoundException()
        : base("The actor was not found")
    {
    }

    public ActorNotFoundException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}

/// <summary>No answer within the time that the asker allowed.</summary>
public class AskTimeoutException(string message) : AkkaException(message);

/// <summary>Thrown inside an actor that got a Kill.</summary>
public class ActorKilledException(string message) : AkkaException(message);

/// <summary>Thrown inside an actor that watched another and does not handle its Terminated.</summary>
public class DeathPactException(IActorRef deadActor)
    : AkkaException($"Monitored actor [{deadActor}] terminated, and its Terminated was not handled");

/// <summary>The constructor, PreStart or a hook of a restart threw.</summary>
public class ActorInitializationException : AkkaException
{
    public ActorInitializationException(string message)
        : base(message)
    {
    }

    public ActorInitializationException(IActorRef? actor, string message, Exception? cause = null)
        : base(actor is null ? message : $"{actor}: {message}", cause) => Actor = actor;

    public IActorRef? Actor { get; }
}

public class PreRestartException(IActorRef actor, Exception cause, Exception origin, object? message)
    : ActorInitializationException(actor, $"PreRestart failed at {message ?? "no message"}: {cause.Message}", cause)
{
    public Exception Origin { get; } = origin;
}

public class PostRestartException(IActorRef actor, Exception cause, Exception origin)
    : ActorInitializationException(actor, $"PostRestart failed: {cause.Message}", cause)
{
    public Exception Origin { get; } = origin;
}

/// <summary>The scheduler was asked for something after it was shut down.</summary>
public class SchedulerException(string message) : AkkaException(message);
