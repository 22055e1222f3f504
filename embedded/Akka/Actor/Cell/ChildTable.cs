namespace Akka.Actor;

/// <summary>An actor's children by name. Locked: paths are resolved on any thread.</summary>
internal sealed class ChildTable
{
    private readonly Dictionary<string, ChildRestartStats> _byName = [];
    private int _stopping;
    private bool _closed;

    /// <summary>Whether a child was told to stop and is not gone yet.</summary>
    public bool AnyStopping
    {
        get
        {
            lock (_byName)
                return _stopping > 0;
        }
    }

    /// <exception cref="InvalidActorNameException">The name is taken.</exception>
    /// <exception cref="InvalidOperationException">The parent is stopping.</exception>
    public IInternalActorRef Add(string name, IActorRef parent, Func<IInternalActorRef> make)
    {
        lock (_byName)
        {
            if (_closed)
                throw new InvalidOperationException(
                    $"Cannot create child '{name}': {parent} is terminating or terminated");
            if (_byName.ContainsKey(name))
                throw new InvalidActorNameException(
                    $"Actor name '{name}' is not unique among the children of {parent}!");
            var child = make();
            _byName.Add(name, new ChildRestartStats(child));
            return child;
        }
    }

    /// <summary>No child is added from now on.</summary>
    public void Close()
    {
        lock (_byName)
            _closed = true;
    }

    public IInternalActorRef? Find(string name)
    {
        lock (_byName)
            return _byName.GetValueOrDefault(name)?.Child;
    }

    public ChildRestartStats? Stats(IActorRef child)
    {
        lock (_byName)
            return _byName.TryGetValue(child.Path.Name, out var stats) && stats.Child.Equals(child) ? stats : null;
    }

    public IReadOnlyCollection<ChildRestartStats> AllStats()
    {
        lock (_byName)
            return [.. _byName.Values];
    }

    public IReadOnlyList<IActorRef> Refs()
    {
        lock (_byName)
            return _byName.Values.Select(stats => stats.Child).ToArray<IActorRef>();
    }

    /// <returns>Whether it is a child.</returns>
    public bool MarkStopping(IActorRef child)
    {
        lock (_byName)
        {
            if (Stats(child) is not { } stats)
                return false;
            _stopping += stats.Stopping ? 0 : 1;
            stats.Stopping = true;
            return true;
        }
    }

    /// <returns>Whether it was a child.</returns>
    public bool Remove(IActorRef child)
    {
        lock (_byName)
        {
            if (Stats(child) is not { } stats)
                return false;
            _stopping -= stats.Stopping ? 1 : 0;
            return _byName.Remove(child.Path.Name);
        }
    }
}
