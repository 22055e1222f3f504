using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Embedded.TorchSharp.Tests;

public sealed class DisposeScopeTests
{
    [Fact]
    public void Scope_Ends_ItsTensorsAreDisposedAndTheOthersNot()
    {
        using var before = zeros([1]);
        Tensor inside;
        using (NewDisposeScope()) inside = zeros([1]);

        Assert.True(inside.IsInvalid);
        Assert.False(before.IsInvalid);
    }

    [Fact]
    public void InnerScope_Ends_MovedTensorLivesUntilTheOuterEnds()
    {
        var outer = NewDisposeScope();
        Tensor moved;
        using (NewDisposeScope()) moved = zeros([1]).MoveToOuterDisposeScope();

        Assert.False(moved.IsInvalid);
        Assert.True(outer.Contains(moved));
        outer.Dispose();
        Assert.True(moved.IsInvalid);
    }

    [Fact]
    public void OutermostScope_Ends_MovedAndDetachedTensorsLive()
    {
        Tensor moved, detached;
        using (NewDisposeScope())
        {
            moved = zeros([1]).MoveToOuterDisposeScope();
            detached = zeros([1]).DetachFromDisposeScope();
        }

        using (moved)
        using (detached)
            Assert.Equal((false, false), (moved.IsInvalid, detached.IsInvalid));
    }

    [Fact]
    public void Scope_TensorAttached_TakesItFromItsFormerScope()
    {
        using var outer = NewDisposeScope();
        var tensor = zeros([1]);
        using (var inner = NewDisposeScope())
        {
            inner.Attach(tensor);
            Assert.False(outer.Contains(tensor));
        }

        Assert.True(tensor.IsInvalid);
    }

    [Fact]
    public void Scope_TensorDisposedByHand_ForgetsIt()
    {
        using var scope = NewDisposeScope();
        var tensor = zeros([1]);

        tensor.Dispose();

        Assert.Equal(0, scope.DisposablesCount);
    }

    [Fact]
    public void Scope_DisposeEverythingBut_KeepsThoseAndStaysOpen()
    {
        using var scope = NewDisposeScope();
        var (kept, gone) = (zeros([1]), zeros([1]));

        scope.DisposeEverythingBut(kept);
        var later = zeros([1]);

        Assert.Equal((false, true), (kept.IsInvalid, gone.IsInvalid));
        Assert.True(scope.Contains(later));
    }

    [Fact]
    public void OuterScope_EndsBeforeTheInner_LaterTensorsBelongToNone()
    {
        var outer = NewDisposeScope();
        using var inner = NewDisposeScope();

        outer.Dispose();
        using var tensor = zeros([1]);

        Assert.False(inner.Contains(tensor));
    }

    [Fact]
    public async Task Scope_OfOneThread_DoesNotOwnTensorsOfAnother()
    {
        using var scope = NewDisposeScope();

        using var tensor = await Task.Factory.StartNew(
            () => zeros([1]), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        Assert.False(scope.Contains(tensor));
    }

    [Fact]
    public void Parameters_OfModuleMadeInScope_OutliveIt()
    {
        Module<Tensor, Tensor> layer;
        using (NewDisposeScope()) layer = Linear(2, 1);

        using (layer) Assert.All(layer.parameters(), parameter => Assert.False(parameter.IsInvalid));
    }

    [Fact]
    public void WrappedScope_Computation_KeepsOnlyTheResult()
    {
        using var scope = NewDisposeScope();

        var result = WrappedTensorDisposeScope(() => zeros([1]) + ones([1]));

        Assert.Equal(1, result.item<float>());
        Assert.Equal([result], scope.DisposablesView);
    }
}
