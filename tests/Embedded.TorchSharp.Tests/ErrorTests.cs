using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Embedded.TorchSharp.Tests;

/// <summary>Native failures are exceptions with libtorch's words, and leave nothing behind.</summary>
public sealed class ErrorTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Matmul_ShapesThatDoNotFit_ThrowsLibtorchsFirstLine()
    {
        var (a, b) = (zeros([2, 3]), zeros([4, 5]));

        var error = Assert.Throws<ExternalException>(() => a.matmul(b));

        Assert.Equal("mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)", error.Message);
    }

    [Fact]
    public void Layer_InputOfOtherWidth_ThrowsAndTheNextCallWorks()
    {
        using var layer = Linear(3, 2);

        Assert.Throws<ExternalException>(() => layer.call(zeros([1, 4])));

        Assert.Equal([1, 2], layer.call(zeros([1, 3])).shape);
    }

    [Fact]
    public void InPlaceOperation_OnLeafThatLearns_ThrowsLibtorchsMessage()
    {
        var leaf = zeros([1], requires_grad: true);

        var error = Assert.Throws<ExternalException>(() => leaf.add_(1));

        Assert.Contains("leaf Variable that requires grad", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CrossEntropy_LabelOutOfRange_ThrowsAndNamesIt()
    {
        var error = Assert.Throws<ExternalException>(
            () => functional.cross_entropy(zeros([1, 3]), tensor([7L])));

        Assert.Equal("Target 7 is out of bounds.", error.Message);
    }

    [Fact]
    public void Backward_TwiceThroughOneGraph_ThrowsLibtorchsMessage()
    {
        var x = ones([1], requires_grad: true);
        var y = (x * x).sum();
        y.backward();

        var error = Assert.Throws<ExternalException>(() => y.backward());

        Assert.Contains("backward through the graph a second time", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DisposedTensor_AnyUse_ThrowsObjectDisposed()
    {
        var tensor = zeros([1]);
        var other = zeros([1]);
        var data = tensor.data<float>();
        tensor.Dispose();
        tensor.Dispose();

        Assert.True(tensor.IsInvalid);
        Assert.Throws<ObjectDisposedException>(() => tensor.shape);
        Assert.Throws<ObjectDisposedException>(() => tensor.add(other));
        Assert.Throws<ObjectDisposedException>(() => other.add(tensor));
        Assert.Throws<ObjectDisposedException>(() => cat([other, tensor]));
        Assert.Throws<ObjectDisposedException>(() => data[0]);
        Assert.Equal("disposed tensor", tensor.ToString());
    }

    [Fact]
    public void Errors_OnTwoThreads_DoNotMix()
    {
        var (a, b, c) = (zeros([2, 3]), zeros([4, 5]), zeros([7, 1]));

        Parallel.For(0, 200, i =>
        {
            var error = Assert.Throws<ExternalException>(() => a.matmul(i % 2 == 0 ? b : c));
            Assert.Contains(i % 2 == 0 ? "4x5" : "7x1", error.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void PaddingMode_NotOffered_NamesTheOtherStack()
    {
        var error = Assert.Throws<ArgumentException>(() => Conv2d(1, 1, 3, padding_mode: PaddingModes.Reflect));

        Assert.Contains("Stack=NuGet", error.Message, StringComparison.Ordinal);
    }
}
