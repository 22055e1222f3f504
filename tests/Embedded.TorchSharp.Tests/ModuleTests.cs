using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Embedded.TorchSharp.Tests;

public sealed class ModuleTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Sequential_NamedLayers_NamesParametersByPathInOrder()
    {
        using var model = Sequential(("a", Linear(2, 3)), ("b", Sequential(ReLU(), Linear(3, 1, hasBias: false))));

        Assert.Equal(["a.weight", "a.bias", "b.1.weight"], model.named_parameters().Select(named => named.name));
        Assert.Equal(["a", "b", "b.0", "b.1"], model.named_modules().Select(named => named.name));
        Assert.Equal(2 * 3 + 3 + 3, model.parameters().Sum(parameter => parameter.numel()));
        Assert.Null(model.get_parameter("b.1.bias"));
    }

    [Fact]
    public void StateDict_LoadedIntoATwin_MakesItAnswerAlike()
    {
        using var model = Sequential(Conv2d(1, 2, 3), BatchNorm2d(2), Flatten(), Linear(8, 2));
        using var twin = Sequential(Conv2d(1, 2, 3), BatchNorm2d(2), Flatten(), Linear(8, 2));
        var input = rand([3, 1, 4, 4]);
        model.call(input); // moves the running statistics

        var (missing, unexpected) = twin.load_state_dict(model.state_dict());
        model.eval();
        twin.eval();

        Assert.Empty(missing.Concat(unexpected));
        Assert.True(model.call(input).Equals(twin.call(input)));
        Assert.Equal(
            ["1.running_mean", "1.running_var", "1.num_batches_tracked"], twin.named_buffers().Select(b => b.name));
    }

    [Fact]
    public void StateDict_OfOtherNames_IsRefusedUnlessNotStrict()
    {
        using var model = Sequential(("a", Linear(1, 1)));
        var state = new Dictionary<string, Tensor> { ["a.weight"] = full([1, 1], 7), ["b.weight"] = ones([1]) };

        var error = Assert.Throws<InvalidOperationException>(() => model.load_state_dict(state));
        var (missing, unexpected) = model.load_state_dict(state, strict: false);

        Assert.Equal(
            "The state does not fit Sequential: missing [a.bias], unexpected [b.weight].", error.Message);
        Assert.Equal(["a.bias"], missing);
        Assert.Equal(["b.weight"], unexpected);
        Assert.Equal(7, model.get_parameter("a.weight")!.item<float>());
    }

    [Fact]
    public void StateDict_OfOtherShape_IsRefusedWithBothShapes()
    {
        using var layer = Linear(2, 1);
        var state = new Dictionary<string, Tensor> { ["weight"] = ones([1, 1]), ["bias"] = ones([1]) };

        var error = Assert.Throws<ArgumentException>(() => layer.load_state_dict(state));

        Assert.Equal("weight has shape [1, 1]; expected [1, 2].", error.Message);
    }

    [Fact]
    public void Dropout_InEval_PassesItsInput()
    {
        using var model = Sequential(Dropout(0.9));
        var input = ones([100]);

        model.eval();
        Assert.True(model.call(input).Equals(input));

        model.train();
        Assert.False(model.call(input).Equals(input));
    }

    [Fact]
    public void ManualSeed_Repeated_GivesTheSameDropoutMask()
    {
        using var dropout = Dropout(0.5);
        var input = ones([100]);

        manual_seed(1);
        var first = dropout.call(input);
        manual_seed(1);
        var second = dropout.call(input);

        Assert.True(first.Equals(second));
        Assert.False(first.Equals(dropout.call(input)));
    }

    [Fact]
    public void GeneratorState_SetBack_RepeatsTheNumbers()
    {
        var state = get_rng_state();
        var first = rand([3]);

        set_rng_state(state);

        Assert.True(first.Equals(rand([3])));
    }

    [Fact]
    public void OwnModule_RegisterComponents_FindsFieldsByName()
    {
        using var model = new Scaled();

        Assert.Equal(["factor", "inner.weight"], model.named_parameters().Select(named => named.name));
        Assert.Equal(["offset"], model.named_buffers().Select(named => named.name));
        Assert.Equal([2, 1], model.call(ones([2, 3])).shape);
    }

    [Fact]
    public void Dispose_OfModule_DisposesAllBelow()
    {
        var model = new Scaled();
        Tensor[] tensors = [.. model.parameters(), .. model.buffers()];

        model.Dispose();

        Assert.Equal(3, tensors.Count(tensor => tensor.IsInvalid));
    }

    [Fact]
    public void ZeroGrad_AfterBackward_RemovesGradients()
    {
        using var layer = Linear(1, 1);
        layer.call(ones([1, 1])).sum().backward();

        layer.zero_grad();

        Assert.All(layer.parameters(), parameter => Assert.Null(parameter.grad));
    }

    [Fact]
    public void Sequential_Forward_LeavesOnlyItsResultAlive()
    {
        using var model = Sequential(Linear(2, 2), Dropout(0), ReLU(inplace: true), Linear(2, 1));
        var input = ones([1, 2]);
        var before = Tensor.TotalCount;

        model.call(input);

        Assert.Equal(before + 1, Tensor.TotalCount);
    }

    [Fact]
    public void Initialisers_OfGenerator_RepeatAndStayInBounds()
    {
        using var first = new Generator(5);
        using var second = new Generator(5);
        var weight = empty([4, 2, 3, 3]); // fan in 18

        init.kaiming_uniform_(weight, nonlinearity: init.NonlinearityType.ReLU, generator: first);
        var again = init.kaiming_uniform_(
            empty_like(weight), nonlinearity: init.NonlinearityType.ReLU, generator: second);

        Assert.True(weight.Equals(again));
        Assert.InRange(weight.abs().max().item<float>(), 0.5f, MathF.Sqrt(6f / 18));
    }

    private sealed class Scaled : Module<Tensor, Tensor>
    {
        private readonly Parameter factor = Parameter(ones([1]));
        private readonly Tensor offset = zeros([1]);
        private readonly Linear inner = Linear(3, 1, hasBias: false);

        public Scaled()
            : base(nameof(Scaled)) => RegisterComponents();

        public override Tensor forward(Tensor input) => inner.call(input * factor + offset);
    }
}
