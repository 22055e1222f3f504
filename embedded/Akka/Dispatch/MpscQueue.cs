namespace Akka.Dispatch;

/// <summary>Linked queue for many producers and one consumer, without locks; two small objects when empty.</summary>
internal sealed class MpscQueue<T>
{
    private Node _first = new(default!);
    private Node _last;

    public MpscQueue() => _last = _first;

    /// <summary>True also while a producer is between its two steps, when TryDequeue has nothing yet.</summary>
    public bool HasItems => Volatile.Read(ref _first) != Volatile.Read(ref _last);

    public void Enqueue(T item)
    {
        var node = new Node(item);
        Volatile.Write(ref Interlocked.Exchange(ref _last, node).Next, node);
    }

    /// <summary>For the consumer only. False: empty, or the next item's producer has yet to link it.</summary>
    public bool TryDequeue(out T item)
    {
        var next = Volatile.Read(ref _first.Next);
        if (next is null)
        {
            item = default!;
            return false;
        }
        item = next.Item;
        next.Item = default!; // the node stays as the new head: it must not keep the message alive
        Volatile.Write(ref _first, next);
        return true;
    }

    private sealed class Node(T item)
    {
        public T Item = item;
        public Node? Next;
    }
}
