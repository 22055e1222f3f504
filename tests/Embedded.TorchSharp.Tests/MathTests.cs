using TorchSharp;
using static TorchSharp.torch;

namespace Embedded.TorchSharp.Tests;

/// <summary>Numbers worked by hand.</summary>
public sealed class MathTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Operators_TensorsAndNumbers_GiveElementwiseResults()
    {
        var (a, b) = (tensor([1f, 2]), tensor([4f, 8]));

        AssertElements([5, 10], a + b);
        AssertElements([-3, -6], a - b);
        AssertElements([4, 16], a * b);
        AssertElements([0.25f, 0.25f], a / b);
        AssertElements([2, 3], a + 1);
        AssertElements([2, 3], 1 + a);
        AssertElements([0.5f, 1.5f], a - 0.5);
        AssertElements([2, 4], 2 * a);
        AssertElements([0.5f, 1], a / 2);
        AssertElements([-1, -2], -a);
    }

    [Fact]
    public void InPlaceOperations_OnTensor_ChangeItAndReturnIt()
    {
        var a = tensor([1f, 2]);

        var returned = a.add_(tensor([1f, 1]), 3).mul_(2).sub_(tensor([1f, 1])).div_(2).add_(1).sub_(0.5);

        Assert.Same(a, returned);
        AssertElements([4, 5], a);
        AssertElements([16, 25], a.mul_(a));
        AssertElements([1, 1], a.div_(a));
    }

    [Fact]
    public void WholeNumber_AddedToInt64_KeepsTheType()
    {
        var counts = tensor([1L, 2]);

        Assert.Equal(ScalarType.Int64, (counts + 1).dtype);
        Assert.Equal(ScalarType.Float32, (counts + 1.5).dtype);
    }

    [Fact]
    public void Functions_OfElements_AreThoseOfMath()
    {
        var x = tensor([1f, 4]);

        AssertElements([1, 2], x.sqrt());
        AssertElements([MathF.E, MathF.Exp(4)], x.exp());
        AssertElements([0, MathF.Log(4)], x.log());
        AssertElements([1, 4], (-x).abs());
        AssertElements([0, 3], (x - 1).relu());
    }

    [Theory]
    [InlineData(torch.nn.Reduction.None, new[] { 0.6931472f, 0.3132617f, 3.0485873f })]
    [InlineData(torch.nn.Reduction.Sum, new[] { 4.0549962f })]
    [InlineData(torch.nn.Reduction.Mean, new[] { 1.3516654f })]
    public void BinaryCrossEntropy_OfLogits_IsMinusTheLogarithmOfTheSigmoid(
        torch.nn.Reduction reduction, float[] expected)
    {
        var logits = tensor([0f, 1, 3]).requires_grad_();

        var loss = torch.nn.functional.binary_cross_entropy_with_logits(
            logits, tensor([0f, 1, 0]), reduction: reduction);
        loss.sum().backward();

        AssertElements(expected, reduction == torch.nn.Reduction.None ? loss : loss.reshape(1));
        Assert.Equal(0.5, logits.grad![0].ToDouble() * (reduction == torch.nn.Reduction.Mean ? 3 : 1), tolerance: 1e-6);
    }

    [Fact]
    public void BinaryCrossEntropy_WithWeights_MultipliesElementsAndPositives() => AssertElements(
        [2 * 0.6931472f, 10 * 0.6931472f],
        torch.nn.functional.binary_cross_entropy_with_logits(
            tensor([0f, 0]), tensor([0f, 1]), tensor([2f]), torch.nn.Reduction.None, pos_weights: tensor([5f])));

    [Fact]
    public void Matmul_TwoMatrices_IsRowTimesColumn()
    {
        var product = tensor([1f, 2, 3, 4], [2, 2]).matmul(tensor([5f, 6, 7, 8], [2, 2]));

        AssertElements([19, 22, 43, 50], product);
    }

    [Fact]
    public void Reductions_OfMatrix_AreOverAllOrOneDimension()
    {
        var matrix = tensor([1f, 2, 3, 6, 5, 4], [2, 3]);

        Assert.Equal(21, matrix.sum().item<float>());
        AssertElements([6, 15], matrix.sum(1));
        AssertElements([7, 7, 7], matrix.sum(0, keepdim: true));
        Assert.Equal(3.5f, matrix.mean().item<float>());
        AssertElements([3.5f, 3.5f, 3.5f], matrix.mean([0]));
        Assert.Equal((6, 1), (matrix.max().item<float>(), matrix.min().item<float>()));
        Assert.Equal(3, matrix.argmax().item<long>());
        Assert.Equal([2L, 0L], matrix.argmax(1).data<long>().ToArray());
    }

    [Fact]
    public void Comparisons_OfElements_GiveBooleans()
    {
        var x = tensor([1f, 2, 3]);

        Assert.Equal([false, true, false], x.eq(2).data<bool>().ToArray());
        Assert.Equal([true, false, true], x.ne(2).data<bool>().ToArray());
        Assert.Equal([false, false, true], x.gt(2).data<bool>().ToArray());
        Assert.Equal(2, x.eq(tensor([1f, 0, 3])).sum().item<long>());
        Assert.Equal([true, false], tensor([1f, float.NaN]).isfinite().data<bool>().ToArray());
    }

    [Fact]
    public void AllClose_WithinTolerance_IsTrueWhereEqualsIsNot()
    {
        var (a, b) = (tensor([1f]), tensor([1.000001f]));

        Assert.True(a.allclose(b));
        Assert.False(a.Equals(b));
        Assert.False(a.allclose(tensor([1.1f])));
    }

    private static void AssertElements(float[] expected, Tensor actual)
    {
        var found = actual.data<float>().ToArray();
        Assert.Equal(expected.Length, found.Length);
        foreach (var (wanted, value) in expected.Zip(found))
            Assert.True(Math.Abs(wanted - value) <= 1e-6f * Math.Max(1, Math.Abs(wanted)), $"{value}, not {wanted}");
    }
}
