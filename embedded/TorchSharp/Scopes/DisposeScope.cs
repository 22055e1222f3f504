using System.Diagnostics.CodeAnalysis;

namespace TorchSharp;

/// <summary>Disposes, at its end, every tensor that its thread made while it was the innermost open scope.</summary>
/// <remarks>Not safe to use from several threads.</remarks>
public sealed class DisposeScope : IDisposable
{
    private readonly DisposeScopeManager _manager;
    private HashSet<IDisposable> _disposables = new(ReferenceEqualityComparer.Instance);

    public DisposeScope(DisposeScopeManager disposeScopeManager)
    {
        _manager = disposeScopeManager;
        OuterScope = disposeScopeManager.Current;
    }

    /// <summary>What the scope would dispose now.</summary>
    public IReadOnlyList<IDisposable> DisposablesView => [.. _disposables];

    public int DisposablesCount => _disposables.Count;

    internal DisposeScope? OuterScope { get; }

    public bool Contains(IDisposable disposable) => _disposables.Contains(disposable);

    public T Include<T>(T disposable)
        where T : IDisposable
    {
        Attach(disposable);
        return disposable;
    }

    /// <summary>Takes over a disposable from whichever scope has it, or from none.</summary>
    public void Attach(IDisposable disposable)
    {
        if (disposable is torch.Tensor tensor)
        {
            tensor.OwningDisposeScope?._disposables.Remove(tensor);
            tensor.OwningDisposeScope = this;
        }

        _disposables.Add(disposable);
    }

    public T MoveToOuter<T>(T disposable)
        where T : IDisposable => MoveToOther(OuterScope, disposable);

    /// <param name="scope">The new owner; null for none.</param>
    public T MoveToOther<T>(DisposeScope? scope, T disposable)
        where T : IDisposable
    {
        if (scope is null) return Detach(disposable);
        if (_disposables.Remove(disposable)) scope.Attach(disposable);
        return disposable;
    }

    /// <summary>Leaves the disposable to the caller.</summary>
    public T Detach<T>(T disposable)
        where T : IDisposable
    {
        if (_disposables.Remove(disposable) && disposable is torch.Tensor tensor) tensor.OwningDisposeScope = null;
        return disposable;
    }

    public void DisposeEverything() => DisposeEverythingBut();

    [SuppressMessage("Performance", "CA1859", Justification = "The parameter's type is TorchSharp's.")]
    public void DisposeEverythingBut(params IDisposable[] keep)
    {
        var kept = new HashSet<IDisposable>(keep, ReferenceEqualityComparer.Instance);
        kept.IntersectWith(_disposables);
        var ending = _disposables;
        _disposables = kept;
        foreach (var disposable in ending)
        {
            if (kept.Contains(disposable)) continue;
            if (disposable is torch.Tensor tensor) tensor.OwningDisposeScope = null;
            disposable.Dispose();
        }
    }

    /// <summary>Tells the scope that something in it was disposed by other hands.</summary>
    public void MarkAsDisposed(IDisposable disposable) => Detach(disposable);

    public void Dispose()
    {
        DisposeEverything();
        _manager.Close(this);
    }
}
