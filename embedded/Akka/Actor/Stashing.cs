namespace Akka.Actor;

/// <summary>Keeps messages for later.</summary>
public interface IStash
{
    int Count { get; }

    bool IsEmpty { get; }

    bool NonEmpty { get; }

    /// <summary>Whether no message can be stashed any more. Never so without a limit.</summary>
    bool IsFull { get; }

    /// <summary>How many messages it can hold; -1 for any number.</summary>
    int Capacity { get; }

    /// <summary>Keeps the message being handled.</summary>
    /// <exception cref="IllegalActorStateException">It was stashed already.</exception>
    /// <exception cref="StashOverflowException">The stash is full.</exception>
    void Stash();

    /// <summary>Puts the oldest message back to the front of the mailbox.</summary>
    void Unstash();

    /// <summary>Puts all messages back to the front of the mailbox, in their order.</summary>
    void UnstashAll();

    void UnstashAll(Func<Envelope, bool> predicate);

    IEnumerable<Envelope> ClearStash();

    /// <summary>Puts messages before those stashed.</summary>
    void Prepend(IEnumerable<Envelope> envelopes);
}

public interface IActorStash
{
    IStash Stash { get; set; }
}

/// <summary>An actor that stashes, whatever its mailbox.</summary>
public interface IWithUnrestrictedStash : IActorStash;

/// <summary>An actor that stashes as many messages as <c>stash-capacity</c> of its mailbox (or dispatcher) says. The
/// engine sets Stash before PreStart.</summary>
public interface IWithStash : IActorStash;

/// <summary>An actor that stashes any number of messages.</summary>
public interface IWithUnboundedStash : IWithUnrestrictedStash;

[Obsolete("Use IWithStash, and stash-capacity of the mailbox or dispatcher.")]
public interface IWithBoundedStash : IWithUnrestrictedStash;
