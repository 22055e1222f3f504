using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Embedded.TorchSharp.Tests;

public sealed class AdamTests : IDisposable
{
    private static readonly Dictionary<string, Func<Parameter, AdamFamily>> s_cases = new()
    {
        ["adam_plain"] = p => optim.Adam([p], 0.1, beta2: 0.999),
        ["adam_weight_decay"] = p => optim.Adam([p], 0.1, beta1: 0.8, beta2: 0.95, eps: 1e-3, weight_decay: 0.01),
        ["adamw_plain"] = p => optim.AdamW([p], 0.1, beta2: 0.999, weight_decay: 0.01),
        ["adamw_maximize"] = p => optim.AdamW([p], 0.1, beta1: 0.8, beta2: 0.95, weight_decay: 0.1, maximize: true),
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
        var state = StateOf(optimizer);
        Assert.Equal(5, state.step);
        Golden.AssertEqual(name, "exp_avg", state.exp_avg);
        Golden.AssertEqual(name, "exp_avg_sq", state.exp_avg_sq);
    }

    [Fact]
    public void ParameterWithoutGradient_Step_StaysAndIsNotCounted()
    {
        var parameter = new Parameter(ones([2]));
        using var optimizer = optim.AdamW([parameter], 0.1, weight_decay: 0.5);

        optimizer.step();

        Assert.Equal([1f, 1f], parameter.data<float>().ToArray());
        Assert.Equal(0, StateOf(optimizer).step);
    }

    [Fact]
    public void StateDict_LoadedIntoAnotherOptimizer_BothGoOnAlikeWithoutSharing()
    {
        var (first, second) = (new Parameter(ones([1])), new Parameter(ones([1])));
        using var source = optim.Adam([first], 0.5);
        using var target = optim.Adam([second], 0.1);
        first.grad = ones([1]);
        second.grad = ones([1]);
        source.step();
        using (no_grad()) second.copy_(first);

        target.load_state_dict(source.state_dict());
        source.step();
        target.step();

        Assert.Equal(first.item<float>(), second.item<float>());
        Assert.NotSame(StateOf(source).exp_avg, StateOf(target).exp_avg);
    }

    [Fact]
    public void State_OfADisposedOptimizer_IsGivenBack()
    {
        var parameter = new Parameter(ones([2]));
        var before = Tensor.TotalCount;

        optim.Adam([parameter]).Dispose();

        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void Amsgrad_IsRefusedNamingTheOtherStack()
    {
        var error = Assert.Throws<ArgumentException>(() => optim.Adam([new Parameter(ones([1]))], amsgrad: true));

        Assert.Contains("Stack=NuGet", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, 0.9, 0.999)]
    [InlineData(0.1, 1, 0.999)]
    [InlineData(0.1, 0.9, -0.1)]
    public void Options_OutOfRange_AreRefused(double rate, double beta1, double beta2) =>
        Assert.Throws<ArgumentException>(() => optim.Adam([new Parameter(ones([1]))], rate, beta1, beta2));

    private static AdamFamily.State StateOf(AdamFamily optimizer) =>
        (AdamFamily.State)optimizer.state_dict().State.Single();
}
