using SplitLearning.Models.Architectures;
using SplitLearning.Models.Layers;
using SplitLearning.Models.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SplitLearning.Models.Tests.Architectures;

/// <summary>Every network does what PyTorch's and torchvision's do with the same weights, dropout off.</summary>
public sealed class NetworkGoldenTests : IDisposable
{
    private const double Tolerance = 1e-4;

    private static readonly Dictionary<string, Architecture> Networks = new()
    {
        ["lenet"] = LeNet.Architecture,
        ["alexnet"] = AlexNet.Architecture,
        ["vgg16-bn"] = Vgg16Bn.Architecture,
        ["vgg16-bn-64"] = Vgg16Bn.Of(side: 64, classes: 5), // 256 x 256 would take minutes for a curve
        ["mlp"] = Mlp.Architecture,
        ["cnn"] = CifarCnn.Architecture,
        ["mobilenet-v2"] = MobileNetV2.Architecture,
    };

    private readonly DisposeScope _scope = NewDisposeScope();

    public static TheoryData<string> WithFirstBatch => [.. Networks.Keys];

    public static TheoryData<string> WithCurve => [.. Networks.Keys.Except(["vgg16-bn"])];

    public void Dispose() => _scope.Dispose();

    [Theory]
    [MemberData(nameof(WithFirstBatch))]
    public void FirstBatch_LogitsGradientsAndStatistics_AreThoseOfPyTorch(string name)
    {
        var golden = GoldenNetwork.Read(name);
        using var stack = Build(name);
        var (inputs, labels) = FormulaTensors.Batch(golden.Shape, Networks[name].Classes, step: 0);

        var logits = stack.Forward(inputs.ToTensor(), training: true, step: 0);
        var loss = Scoring.Loss(logits, labels);
        loss.backward();

        AssertClose(golden.Logits, ElementsOf(logits), "logits");
        Assert.Equal(golden.Loss, loss.item<float>(), Tolerance * golden.Loss);
        // A bias before normalisation has the gradient zero, but for roundings, which are nobody's to compare.
        var greatest = golden.Gradients.Max(digest => digest[1]);
        foreach (var (expected, (parameter, value)) in golden.Gradients.Zip(stack.Parameters))
            if (expected[1] < 1e-4 * greatest)
                Assert.InRange(ElementsOf(value.grad!).Average(Math.Abs), 0, 1e-4 * greatest);
            else
                AssertDigest(expected, value.grad!, $"gradient of {parameter}");
        var buffers = stack.State.Where(tensor => tensor.Value is not TorchSharp.Modules.Parameter).ToList();
        Assert.Equal(golden.Buffers.Length, buffers.Count);
        foreach (var (expected, (buffer, value)) in golden.Buffers.Zip(buffers))
            AssertDigest(expected, value, buffer);
        AssertClose(golden.Evaluated, Evaluate(stack, inputs), "logits in evaluation");
    }

    [Theory]
    [MemberData(nameof(WithCurve))]
    public void FiftySteps_HaveTheLossesOfPyTorch(string name)
    {
        var golden = GoldenNetwork.Read(name);
        using var stack = Build(name);
        using var optimizer = LayerOptimizer.Create(
            stack, Plans.Small() with { LearningRate = golden.Rate, Momentum = 0.9 });

        for (var step = 0; step < golden.Losses.Length; step++)
        {
            using var scope = NewDisposeScope();
            var (inputs, labels) = FormulaTensors.Batch(golden.Shape, Networks[name].Classes, step);
            var loss = Scoring.Loss(stack.Forward(inputs.ToTensor(), training: true, step), labels);
            loss.backward();
            optimizer.Step();
            AssertClose([golden.Losses[step]], [loss.item<float>()], $"loss of step {step}");
        }

        Assert.Equal(50, golden.Losses.Length);
    }

    private static LayerStack Build(string name)
    {
        TorchRuntime.Configure(threads: 2);
        var stack = new LayerStack(Networks[name].Layers, seed: 0);
        FormulaTensors.Fill(stack);
        foreach (var dropout in stack.Modules.OfType<SeededDropout>())
            dropout.eval();
        return stack;
    }

    private static double[] Evaluate(LayerStack stack, Data.TensorData inputs)
    {
        using var frozen = no_grad();
        return ElementsOf(stack.Forward(inputs.ToTensor(), training: false, step: 1));
    }

    private static void AssertDigest(double[] expected, Tensor tensor, string what)
    {
        var values = ElementsOf(tensor);
        int[] places = [0, values.Length / 3, values.Length / 2, values.Length - 1];
        var scale = expected[1];
        AssertWithin(expected[0], values.Sum(), scale * values.Length, $"sum of {what}");
        AssertWithin(expected[1], values.Average(Math.Abs), scale, $"mean magnitude of {what}");
        foreach (var (place, element) in places.Zip(expected[2..]))
            AssertWithin(element, values[place], Math.Max(Math.Abs(element), scale), $"element {place} of {what}");
    }

    private static void AssertClose(double[] expected, double[] found, string what)
    {
        Assert.Equal(expected.Length, found.Length);
        var scale = expected.Average(Math.Abs);
        foreach (var (wanted, value) in expected.Zip(found))
            AssertWithin(wanted, value, Math.Max(Math.Abs(wanted), scale), what);
    }

    private static void AssertWithin(double expected, double found, double scale, string what) => Assert.True(
        Math.Abs(expected - found) <= Tolerance * scale, $"{what}: {found} instead of {expected}, scale {scale}");

    private static double[] ElementsOf(Tensor tensor) => [.. tensor.detach().to(float64).contiguous().data<double>()];
}
