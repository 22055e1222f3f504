using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Embedded.TorchSharp.Tests;

/// <summary>
/// The loop for windows of 2 x 2 gives libtorch's bits: with <c>ceil_mode</c>, which changes nothing where sizes are
/// even, libtorch does the same.
/// </summary>
public sealed class MaxPoolTests : IDisposable
{
    private static readonly float[] s_special =
        [float.NaN, float.NegativeInfinity, float.PositiveInfinity, -0f, 0f, 1f, float.Epsilon];

    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData(1, 1, 2, 2)]
    [InlineData(3, 2, 10, 14)]
    [InlineData(2, 5, 28, 28)]
    [InlineData(1, 3, 4, 130)]
    [InlineData(2, 64, 10, 10)]
    [InlineData(1, 1, 6, 6)]
    public void AnyValues_ForwardAndBackward_AreLibtorchsBits(int samples, int channels, int height, int width)
    {
        manual_seed(height + width);
        var values = randn([samples, channels, height, width]).data<float>().ToArray();
        var gradients = randn([samples, channels, height / 2, width / 2]);

        AssertSame(values, [samples, channels, height, width], gradients);
    }

    [Fact]
    public void EqualValuesInfinitiesAndNaN_ForwardAndBackward_AreLibtorchsBits()
    {
        // All windows that four of the values can make.
        var count = s_special.Length;
        var windows = count * count * count * count;
        var values = new float[4 * windows];
        for (var window = 0; window < windows; window++)
            for (var (place, rest) = (0, window); place < 4; place++, rest /= count)
                values[(place / 2 * 2 * windows) + (2 * window) + (place % 2)] = s_special[rest % count];

        AssertSame(values, [1, 1, 2, 2 * windows], full([1, 1, 1, windows], -0f));
        AssertSame(values, [1, 1, 2, 2 * windows], ones([1, 1, 1, windows]));
    }

    [Fact]
    public void OddSizes_LastRowAndColumn_AreInNoWindow()
    {
        var whole = randn([2, 3, 7, 9]).requires_grad_();
        var inner = whole.detach().narrow(2, 0, 6).narrow(3, 0, 8).contiguous().requires_grad_();

        var output = functional.max_pool2d(whole, [2]);
        output.sum().backward();
        functional.max_pool2d(inner, [2], ceil_mode: true).sum().backward();

        Assert.Equal([2, 3, 3, 4], output.shape);
        Assert.Equal(Bits(inner.grad!), Bits(whole.grad!.narrow(2, 0, 6).narrow(3, 0, 8).contiguous()));
        Assert.Equal(inner.grad!.abs().sum().item<float>(), whole.grad!.abs().sum().item<float>());
    }

    [Fact]
    public void InputThatIsAView_IsPooledAsACopyOfItIs()
    {
        var view = randn([2, 3, 8, 6]).transpose(2, 3);

        Assert.Equal(
            Bits(functional.max_pool2d(view.contiguous(), [2])), Bits(functional.max_pool2d(view, [2]).contiguous()));
    }

    [Fact]
    public void WithoutGradients_ValuesAreTheSame()
    {
        using var frozen = no_grad();
        var input = randn([2, 3, 10, 28]).requires_grad_();

        var output = functional.max_pool2d(input, [2]);

        Assert.False(output.requires_grad);
        Assert.Equal(Bits(functional.max_pool2d(input, [2], ceil_mode: true)), Bits(output));
    }

    private static void AssertSame(float[] values, long[] shape, Tensor gradients)
    {
        var (ours, libtorchs) = (tensor(values).reshape(shape), tensor(values).reshape(shape));
        ours.requires_grad_();
        libtorchs.requires_grad_();

        var output = functional.max_pool2d(ours, [2]);
        var expected = functional.max_pool2d(libtorchs, [2], ceil_mode: true);
        output.backward([gradients]);
        expected.backward([gradients]);

        Assert.Equal(expected.shape, output.shape);
        Assert.Equal(Bits(expected), Bits(output));
        Assert.Equal(Bits(libtorchs.grad!), Bits(ours.grad!));
    }

    private static uint[] Bits(Tensor values) =>
        [.. values.detach().data<float>().ToArray().Select(BitConverter.SingleToUInt32Bits)];
}
