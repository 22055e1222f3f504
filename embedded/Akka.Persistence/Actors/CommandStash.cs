using Akka.Actor;
using Akka.Persistence.Protocol;

namespace Akka.Persistence;

/// <summary>The user's stash, and the commands that wait while the actor recovers or persists. The user's commands are
/// unstashed before those that wait, since they came earlier. One command at a time is given to the mailbox: if it
/// persists, the others wait on without being moved again.</summary>
internal sealed class CommandStash(IStash own, ActorCell cell) : IStash
{
    private readonly LinkedList<Envelope> _waiting = new();
    private bool _given;

    public int Count => own.Count;

    public bool IsEmpty => own.IsEmpty;

    public bool NonEmpty => own.NonEmpty;

    public int Capacity => own.Capacity;

    public bool IsFull => own.IsFull;

    public bool IsClosed { get; private set; }

    /// <exception cref="IllegalActorStateException">
    /// What is handled now is the journal's answer, not a command.
    /// </exception>
    void IStash.Stash()
    {
        if (cell.CurrentMessage is IForInstance)
            throw new IllegalActorStateException(
                "There is no command to stash now: an event is recovered, or the handler of a stored one runs");
        own.Stash();
    }

    public void Unstash()
    {
        var stashed = own.ClearStash().ToList();
        own.Prepend(stashed.Skip(1));
        Release(stashed.Take(1));
    }

    public void UnstashAll()
    {
        if (IsClosed)
            own.UnstashAll();
        else
            Release(own.ClearStash());
    }

    public void UnstashAll(Func<Envelope, bool> predicate) => Release(own.ClearStash().Where(predicate));

    public IEnumerable<Envelope> ClearStash() => own.ClearStash();

    public void Prepend(IEnumerable<Envelope> envelopes) => own.Prepend(envelopes);

    /// <summary>Whether a command that comes now has its turn; if not, it waits.</summary>
    public bool Admit(object message, IActorRef sender, bool busy)
    {
        if (_given)
        {
            _given = false;
            return true;
        }
        if (!busy && _waiting.Count == 0)
            return true;
        _waiting.AddLast(new Envelope(message, sender));
        return false;
    }

    /// <summary>Gives the next that waits to the mailbox, as its first message.</summary>
    public void GiveNext()
    {
        if (_given || _waiting.First is not { } next)
            return;
        _waiting.RemoveFirst();
        cell.Mailbox.Prepend(next.Value);
        _given = true;
    }

    /// <summary>The instance ends: all go back to the mailbox, for the next one or the dead letters. What the user has
    /// stashed follows by UnstashAll.</summary>
    public void Close()
    {
        if (_given)
            _waiting.AddFirst(cell.Mailbox.TakeBack());
        for (var node = _waiting.Last; node is not null; node = node.Previous)
            cell.Mailbox.Prepend(node.Value);
        _waiting.Clear();
        IsClosed = true;
    }

    private void Release(IEnumerable<Envelope> envelopes)
    {
        foreach (var envelope in envelopes.Reverse().ToList())
            _waiting.AddFirst(envelope);
    }
}
