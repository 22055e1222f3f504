namespace TorchSharp;

/// <summary>The stack of open scopes of one thread.</summary>
public sealed class DisposeScopeManager
{
    [ThreadStatic]
    private static DisposeScopeManager? s_ofThread;

    internal static DisposeScopeManager ThreadSingleton => s_ofThread ??= new DisposeScopeManager();

    internal DisposeScope? Current { get; private set; }

    internal static DisposeScope NewDisposeScope()
    {
        var manager = ThreadSingleton;
        return manager.Current = new DisposeScope(manager);
    }

    internal void Close(DisposeScope scope)
    {
        // Scopes left open inside this one end with it: their tensors could not be reached any more.
        for (var inner = Current; inner is not null; inner = inner.OuterScope)
        {
            if (inner != scope) continue;
            Current = scope.OuterScope;
            return;
        }
    }
}
