using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Embedded.TorchSharp.Tests;

/// <summary>LeNet on synthetic digits of noise, with its optimizer; one step as the product makes it.</summary>
internal sealed class LeNet : IDisposable
{
    private readonly byte[] _inputs;
    private readonly byte[] _labels;

    internal LeNet(int batch, double momentum = 0.9)
    {
        Batch = batch;
        Model = NewModel();
        Optimizer = optim.SGD(Model.parameters(), learningRate: 0.01, momentum);
        using var inputs = rand([batch, 1, 28, 28]);
        using var labels = randint(0, 10, [batch]);
        _inputs = inputs.bytes.ToArray();
        _labels = labels.bytes.ToArray();
    }

    internal int Batch { get; }

    internal Sequential Model { get; }

    internal SGD Optimizer { get; }

    public void Dispose()
    {
        Optimizer.Dispose();
        Model.Dispose();
    }

    /// <summary>float32 [B, 1, 28, 28] to logits [B, 10].</summary>
    internal static Sequential NewModel() => Sequential(
        ("conv1", Conv2d(1, 6, kernel_size: 5, padding: 2)), ("relu1", ReLU()), ("pool1", MaxPool2d(2)),
        ("conv2", Conv2d(6, 16, kernel_size: 5)), ("relu2", ReLU()), ("pool2", MaxPool2d(2)),
        ("flatten", Flatten()), ("fc1", Linear(400, 120)), ("relu3", ReLU()), ("fc2", Linear(120, 84)),
        ("relu4", ReLU()), ("fc3", Linear(84, 10)));

    /// <returns>Mean loss of the batch before the step.</returns>
    internal float Step()
    {
        using var scope = NewDisposeScope();
        var inputs = empty([Batch, 1, 28, 28]);
        var labels = empty([Batch], int64);
        inputs.bytes = _inputs;
        labels.bytes = _labels;
        Optimizer.zero_grad();
        var loss = functional.cross_entropy(Model.call(inputs), labels);
        loss.backward();
        Optimizer.step();
        return loss.item<float>();
    }
}
