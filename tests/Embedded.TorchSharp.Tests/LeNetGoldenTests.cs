using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Embedded.TorchSharp.Tests;

/// <summary>Seeds mean the same as in PyTorch: initial weights, random numbers, and so a whole training.</summary>
public sealed class LeNetGoldenTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void LeNet_TwentySteps_LossesFollowPyTorch()
    {
        manual_seed(3);
        using var model = LeNet.NewModel();
        var (inputs, labels) = (rand([8, 1, 28, 28]), randint(0, 10, [8]));
        using var optimizer = optim.SGD(model.parameters(), 0.1, momentum: 0.9, weight_decay: 0.001);

        var losses = new List<Tensor>();
        for (var step = 0; step < 20; step++)
        {
            optimizer.zero_grad();
            var loss = functional.cross_entropy(model.call(inputs), labels);
            loss.backward();
            optimizer.step();
            losses.Add(loss.detach());
        }

        Golden.AssertEqual("lenet", "labels", labels);
        Golden.AssertEqual("lenet", "losses", stack(losses), tolerance: 1e-5);
        Golden.AssertEqual("lenet", "fc3_bias", model.get_parameter("fc3.bias"), tolerance: 1e-5);
    }

    [Fact]
    public void Layers_AfterManualSeed_StartWithPyTorchsWeights()
    {
        manual_seed(7);

        using var conv = Conv2d(2, 3, kernel_size: 3);
        using var linear = Linear(4, 3);

        Golden.AssertEqual("initial_weights", "conv_weight", conv.weight);
        Golden.AssertEqual("initial_weights", "conv_bias", conv.bias);
        Golden.AssertEqual("initial_weights", "linear_weight", linear.weight);
        Golden.AssertEqual("initial_weights", "linear_bias", linear.bias);
    }

    [Fact]
    public void Generators_Seeded_GivePyTorchsNumbers()
    {
        using var generator = new Generator().manual_seed(11);
        manual_seed(5);

        Golden.AssertEqual("random_numbers", "rand", rand([4]));
        Golden.AssertEqual("random_numbers", "randn", randn([20]));
        Golden.AssertEqual("random_numbers", "uniform", empty([3]).uniform_(-2, 2, generator));
        Golden.AssertEqual("random_numbers", "dropout", functional.dropout(ones([30]), 0.5));
    }
}
