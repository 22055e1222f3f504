using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Embedded.TorchSharp.Tests;

/// <summary>Results and gradients of layers agree with PyTorch's.</summary>
public sealed class LayerGoldenTests : IDisposable
{
    private static readonly Dictionary<string, Func<Tensor[], Tensor>> s_layers = new()
    {
        ["conv2d"] = x => functional.conv2d(x[0], x[1], x[2]),
        ["conv2d_stride_padding"] = x => functional.conv2d(x[0], x[1], x[2], strides: [2], padding: [1]),
        ["linear"] = x => functional.linear(x[0], x[1], x[2]),
        ["max_pool2d"] = x => MaxPool2d(2).call(x[0]),
        ["max_pool2d_overlapping"] = x => MaxPool2d(3, stride: 2, padding: 1).call(x[0]),
        ["avg_pool2d"] = x => AvgPool2d(2).call(x[0]),
        ["adaptive_avg_pool2d"] = x => AdaptiveAvgPool2d(4).call(x[0]),
        ["relu"] = x => ReLU().call(x[0]),
        ["relu6"] = x => ReLU6().call(x[0]),
        ["conv2d_groups"] = x => functional.conv2d(x[0], x[1], groups: 2),
        ["softmax"] = x => functional.softmax(x[0], 1),
        ["log_softmax"] = x => functional.log_softmax(x[0], 1),
    };

    private readonly DisposeScope _scope = NewDisposeScope();

    public static TheoryData<string> Layers => [.. s_layers.Keys];

    public void Dispose() => _scope.Dispose();

    [Theory]
    [MemberData(nameof(Layers))]
    public void Layer_ForwardAndBackward_AgreesWithPyTorch(string name)
    {
        var arguments = Arguments(name);

        var output = s_layers[name](arguments);
        output.backward([Golden.Tensor(name, "gradient")]);

        Golden.AssertEqual(name, "output", output);
        for (var i = 0; i < arguments.Length; i++) Golden.AssertEqual(name, $"grad{i}", arguments[i].grad);
    }

    [Theory]
    [InlineData("cross_entropy_mean", Reduction.Mean)]
    [InlineData("cross_entropy_sum", Reduction.Sum)]
    [InlineData("cross_entropy_none", Reduction.None)]
    public void CrossEntropyLoss_EachReduction_AgreesWithPyTorch(string name, Reduction reduction)
    {
        var logits = Arguments(name)[0];
        var target = Golden.Tensor(name, "target").to(int64);

        var loss = CrossEntropyLoss(reduction: reduction).call(logits, target);
        loss.backward([Golden.Tensor(name, "gradient")]);

        Golden.AssertEqual(name, "output", loss);
        Golden.AssertEqual(name, "grad0", logits.grad);
    }

    [Fact]
    public void BatchNorm2d_InTraining_AgreesWithPyTorchAndTracksStatistics()
    {
        using var norm = BatchNorm2d(3);
        var input = Arguments("batch_norm")[0];

        var output = norm.call(input);
        output.backward([Golden.Tensor("batch_norm", "gradient")]);

        Golden.AssertEqual("batch_norm", "output", output);
        Golden.AssertEqual("batch_norm", "grad0", input.grad);
        Golden.AssertEqual("batch_norm", "mean", norm.running_mean);
        Golden.AssertEqual("batch_norm", "variance", norm.running_var);
        Assert.Equal(1, norm.num_batches_tracked.item<long>());
    }

    [Fact]
    public void InPlaceReLU_Forward_ChangesItsInput()
    {
        var input = tensor([-1f, 2f]);

        var output = ReLU(inplace: true).call(input);

        Assert.Equal([0f, 2f], input.data<float>().ToArray());
        Assert.Equal([0f, 2f], output.data<float>().ToArray());
    }

    private static Tensor[] Arguments(string name) =>
    [
        .. Enumerable.Range(0, 3).Select(i => $"argument{i}").Where(argument => Golden.Has(name, argument))
            .Select(argument => Golden.Tensor(name, argument).requires_grad_()),
    ];
}
