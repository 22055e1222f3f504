namespace TorchSharp;

public static partial class torch
{
    /// <summary>Opens a scope of the calling thread; tensors made from now on belong to it.</summary>
    public static DisposeScope NewDisposeScope() => DisposeScopeManager.NewDisposeScope();

    /// <summary>Runs <paramref name="expr"/> in a scope of its own and keeps only its result.</summary>
    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        using var scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }
}
