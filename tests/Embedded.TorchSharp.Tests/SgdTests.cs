using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Embedded.TorchSharp.Tests;

public sealed class SgdTests : IDisposable
{
    private static readonly Dictionary<string, Func<Parameter, SGD>> s_cases = new()
    {
        ["sgd_plain"] = p => optim.SGD([p], 0.1),
        ["sgd_momentum"] = p => optim.SGD([p], 0.1, momentum: 0.9),
        ["sgd_weight_decay"] = p => optim.SGD([p], 0.1, momentum: 0.9, weight_decay: 0.01),
        ["sgd_dampening"] = p => optim.SGD([p], 0.1, momentum: 0.9, dampening: 0.3),
        ["sgd_nesterov"] = p => optim.SGD([p], 0.1, momentum: 0.9, weight_decay: 0.01, nesterov: true),
    };

    private readonly DisposeScope _scope = NewDisposeScope();

    public static TheoryData<string> Cases => [.. s_cases.Keys];

    public void Dispose() => _scope.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Optimizer_FiveSteps_FollowsPyTorch(string name)
    {
        var parameter = new Parameter(Golden.Tensor(name, "start"));
        using var optimizer = s_cases[name](parameter);
        var gradients = Golden.Tensor(name, "gradients");

        var path = new List<Tensor>();
        for (var step = 0; step < 5; step++)
        {
            parameter.grad = gradients[step].clone();
            optimizer.step();
            path.Add(parameter.detach().clone());
        }

        Golden.AssertEqual(name, "path", stack(path));
        var buffer = BufferOf(optimizer);
        Assert.Equal(Golden.Has(name, "buffer"), buffer is not null);
        if (buffer is not null) Golden.AssertEqual(name, "buffer", buffer);
    }

    [Fact]
    public void Optimizer_StepInOneCall_GivesTheBitsOfPyTorchsSequenceOfOperations()
    {
        var (parameter, gradient) = (new Parameter(rand([1001])), rand([1001]));
        using var optimizer = optim.SGD([parameter], 0.05, momentum: 0.9, weight_decay: 0.001);
        var (expected, buffer) = (parameter.detach().clone(), zeros([1001]));

        for (var step = 0; step < 3; step++)
        {
            parameter.grad = gradient.clone();
            optimizer.step();
            var decayed = gradient.add(expected, 0.001);
            buffer = step == 0 ? decayed.clone() : buffer.mul(0.9).add(decayed, 1);
            expected = expected.add(buffer, -0.05);
        }

        Assert.True(expected.Equals(parameter));
    }

    [Fact]
    public void ParameterWithoutGradient_Step_StaysAndGetsNoBuffer()
    {
        var parameter = new Parameter(ones([2]));
        using var optimizer = optim.SGD([parameter], 0.1, momentum: 0.9);

        optimizer.step();

        Assert.Equal([1f, 1f], parameter.data<float>().ToArray());
        Assert.Null(BufferOf(optimizer));
    }

    [Fact]
    public void MomentumBuffer_WrittenFromOutside_IsUsedByTheNextStep()
    {
        var parameter = new Parameter(zeros([1]));
        using var optimizer = optim.SGD([parameter], 1, momentum: 0.5);
        parameter.grad = ones([1]);

        ((SGD.State)optimizer.state_dict().State[0]).momentum_buffer = full([1], 4).DetachFromDisposeScope();
        optimizer.step();

        Assert.Equal(-3, parameter.item<float>()); // -(0.5 * 4 + 1)
    }

    [Fact]
    public void StateDict_LoadedIntoAnotherOptimizer_BothGoOnAlikeWithoutSharing()
    {
        var (first, second) = (new Parameter(ones([1])), new Parameter(ones([1])));
        using var source = optim.SGD([first], 0.5, momentum: 0.5);
        using var target = optim.SGD([second], 0.1);
        first.grad = ones([1]);
        second.grad = ones([1]);
        source.step(); // 0.5, buffer 1
        using (no_grad()) second.copy_(first);

        target.load_state_dict(source.state_dict());
        source.step();
        target.step();

        Assert.Equal(first.item<float>(), second.item<float>());
        Assert.NotSame(BufferOf(source), BufferOf(target));
    }

    [Fact]
    public void StateDict_OfOtherSize_IsRefusedWithBothCounts()
    {
        using var source = optim.SGD([new Parameter(ones([1]))], 0.5);
        using var target = optim.SGD([new Parameter(ones([1])), new Parameter(ones([1]))], 0.5);

        var error = Assert.Throws<ArgumentException>(() => target.load_state_dict(source.state_dict()));

        Assert.Equal("The state is of 1 groups and 1 parameters; this optimizer has 1 and 2.", error.Message);
    }

    [Fact]
    public void Step_WithClosure_ComputesTheLossFirst()
    {
        var parameter = new Parameter(full([1], 3));
        using var optimizer = optim.SGD([parameter], 0.5);

        var loss = optimizer.step(() =>
        {
            optimizer.zero_grad();
            var square = parameter.mul(parameter).sum();
            square.backward();
            return square;
        });

        Assert.Equal(9, loss!.item<float>());
        Assert.Equal(0, parameter.item<float>()); // 3 - 0.5 * 6
    }

    [Fact]
    public void LearningRate_ChangedThroughParamGroups_HoldsFromTheNextStep()
    {
        var parameter = new Parameter(zeros([1]));
        using var optimizer = optim.SGD([parameter], 1);
        parameter.grad = ones([1]);

        optimizer.ParamGroups.Single().LearningRate = 0.25;
        optimizer.step();

        Assert.Equal(-0.25f, parameter.item<float>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ZeroGrad_AfterBackward_RemovesOrZeroesGradients(bool setToNone)
    {
        var parameter = new Parameter(ones([2]));
        using var optimizer = optim.SGD([parameter], 1);
        parameter.sum().backward();

        optimizer.zero_grad(setToNone);

        Assert.Equal(setToNone ? null : new float[2], parameter.grad?.data<float>().ToArray());
    }

    [Fact]
    public void Nesterov_WithoutMomentum_IsRefused() =>
        Assert.Throws<ArgumentException>(() => optim.SGD([new Parameter(ones([1]))], 0.1, nesterov: true));

    private static Tensor? BufferOf(SGD optimizer) =>
        ((SGD.State)optimizer.state_dict().State.Single()).momentum_buffer;
}
