using TorchSharp;
using static TorchSharp.torch;

namespace Embedded.TorchSharp.Tests;

public sealed class AutogradTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Backward_OfSquare_GivesTwiceTheInput()
    {
        var x = tensor([1f, -3], requires_grad: true);

        (x * x).sum().backward();

        Assert.Equal([2f, -6], x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Backward_Twice_AddsUp()
    {
        var x = ones([1], requires_grad: true);

        (x * 3).backward();
        (x * 4).backward();

        Assert.Equal(7, x.grad!.item<float>());
    }

    [Fact]
    public void Backward_CutInTwoWithGradientHandedOver_EqualsTheWhole()
    {
        var x = tensor([2f, 5], requires_grad: true);
        var smashed = x * x;
        var received = smashed.detach().requires_grad_();

        (received * received).sum().backward();
        smashed.backward([received.grad!]);

        Assert.Equal([32f, 500], x.grad!.data<float>().ToArray()); // d(x^4) = 4 x^3
    }

    [Fact]
    public void Gradient_BeforeBackwardOrSetToNull_IsNull()
    {
        var x = ones([1], requires_grad: true);
        Assert.Null(x.grad);

        x.sum().backward();
        x.grad = null;

        Assert.Null(x.grad);
    }

    [Fact]
    public void RetainGrad_OnIntermediate_KeepsItsGradient()
    {
        var x = ones([1], requires_grad: true);
        var y = x * 2;
        y.retain_grad();

        (y * 5).backward();

        Assert.Equal((true, false), (x.is_leaf, y.is_leaf));
        Assert.Equal(5, y.grad!.item<float>());
    }

    [Fact]
    public void RetainGraph_Asked_AllowsASecondPass()
    {
        var x = ones([1], requires_grad: true);
        var y = x * x;

        y.backward(retain_graph: true);
        y.backward();

        Assert.Equal(4, x.grad!.item<float>());
    }

    [Fact]
    public void NoGrad_UntilDisposed_RecordsNothing()
    {
        var x = ones([1], requires_grad: true);

        using (no_grad())
        {
            Assert.False(is_grad_enabled());
            Assert.False((x * 2).requires_grad);
            using (enable_grad()) Assert.True((x * 2).requires_grad);
        }

        Assert.True((x * 2).requires_grad);
    }

    [Fact]
    public void InferenceMode_TensorsMadeInIt_CannotLearn()
    {
        Tensor made;
        using (inference_mode())
        {
            Assert.True(is_inference_mode_enabled());
            made = ones([1]);
        }

        Assert.False(is_inference_mode_enabled());
        Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => made.requires_grad = true);
    }

    [Fact]
    public void Detach_OfResult_SharesItsMemoryOnly()
    {
        var y = ones([1], requires_grad: true) * 2;

        var detached = y.detach();
        detached.fill_(7);

        Assert.False(detached.requires_grad);
        Assert.Equal(7, y.item<float>());
    }
}
