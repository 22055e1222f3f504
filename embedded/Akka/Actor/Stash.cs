namespace Akka.Actor;

/// <param name="capacity">Not positive for no limit.</param>
internal sealed class Stash(ActorCell cell, int capacity) : IStash
{
    private readonly LinkedList<Envelope> _kept = new();
    private long _last;

    public int Count => _kept.Count;

    public bool IsEmpty => _kept.Count == 0;

    public bool NonEmpty => _kept.Count > 0;

    public bool IsFull => capacity > 0 && _kept.Count >= capacity;

    public int Capacity { get; } = capacity > 0 ? capacity : -1;

    void IStash.Stash()
    {
        var message = cell.CurrentMessage ?? throw new IllegalActorStateException("There is no message to stash now");
        if (cell.Delivery == _last)
            throw new IllegalActorStateException($"Can't stash the same message {message} more than once");
        if (IsFull)
            throw new StashOverflowException(
                $"{cell.Self} cannot stash {message} from {cell.Sender}: its stash-capacity of {capacity} is used up");
        _last = cell.Delivery;
        _kept.AddLast(new Envelope(message, cell.Sender));
    }

    public void Unstash()
    {
        if (IsEmpty)
            return;
        cell.Mailbox.Prepend(_kept.First!.Value);
        _kept.RemoveFirst();
    }

    public void UnstashAll() => UnstashAll(_ => true);

    public void UnstashAll(Func<Envelope, bool> predicate)
    {
        for (var node = _kept.Last; node is not null; node = node.Previous)
            if (predicate(node.Value))
                cell.Mailbox.Prepend(node.Value);
        _kept.Clear();
    }

    public IEnumerable<Envelope> ClearStash()
    {
        var kept = _kept.ToArray();
        _kept.Clear();
        return kept;
    }

    public void Prepend(IEnumerable<Envelope> envelopes)
    {
        foreach (var envelope in envelopes.Reverse())
            _kept.AddFirst(envelope);
    }
}
