namespace Akka.Actor;

/// <summary>Keeps messages for later.</summary>
public interface IStash
{
    int Count { get; }

    bool IsEmpty { get; }

    bool NonEmpty { get; }

    /// <summary>Keeps the message being handled.</summary>
    /// <exception cref="IllegalActorStateException">It was stashed already.</exception>
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

/// <summary>An actor that stashes; the engine sets Stash before PreStart.</summary>
public interface IWithStash : IActorStash;

public interface IWithUnboundedStash : IWithStash;
