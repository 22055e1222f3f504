using SplitLearning.Data;
using SplitLearning.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace SplitLearning.Models.Training;

/// <summary>An optimizer over the parameters of some layers, with a memory that can be saved.</summary>
/// <remarks>Layers without parameters, e.g. behind a late cut, have one that does nothing.</remarks>
internal abstract class LayerOptimizer : IDisposable
{
    private readonly Optimizer? _optimizer;

    protected LayerOptimizer(LayerStack layers, TrainingPlan plan, Optimizer? optimizer)
    {
        Layers = layers;
        Kind = plan.Optimizer;
        Memories = MemoriesOf(plan.Optimizer, plan.Momentum);
        _optimizer = optimizer;
    }

    public LayerStack Layers { get; }

    public OptimizerKind Kind { get; }

    /// <summary>Names of what is remembered of each parameter after a step, e.g. <c>exp_avg</c>.</summary>
    public IReadOnlyList<string> Memories { get; }

    /// <summary>What an optimizer remembers of each parameter: as many elements again as the parameter has.</summary>
    public static IReadOnlyList<string> MemoriesOf(OptimizerKind kind, double momentum) => kind switch
    {
        OptimizerKind.Sgd => momentum != 0 ? ["momentum_buffer"] : [],
        _ => [AdamOptimizer.Average, AdamOptimizer.Square],
    };

    /// <summary>The optimizer of a plan.</summary>
    public static LayerOptimizer Create(LayerStack layers, TrainingPlan plan) => plan.Optimizer == OptimizerKind.Sgd
        ? SgdOptimizer.Create(layers, plan)
        : AdamOptimizer.Create(layers, plan);

    /// <summary>The step size from now on.</summary>
    public void SetLearningRate(double rate)
    {
        foreach (var group in _optimizer?.ParamGroups ?? [])
            group.LearningRate = rate;
    }

    /// <summary>Applies the gradients and forgets them.</summary>
    public void Step()
    {
        _optimizer?.step();
        DropGradients();
    }

    public void DropGradients() => _optimizer?.zero_grad();

    /// <summary>What is remembered of a parameter, shaped like it; not before the first step.</summary>
    /// <param name="position">The parameter's in <see cref="LayerStack.Parameters"/>.</param>
    /// <param name="memory">One of <see cref="Memories"/>.</param>
    public abstract Tensor Memory(int position, string memory);

    /// <summary>Replaces what is remembered of a parameter.</summary>
    /// <param name="memories">In the order of <see cref="Memories"/>; empty before the first step.</param>
    /// <param name="steps">Steps so far.</param>
    public abstract void Restore(int position, IReadOnlyList<TensorData> memories, long steps);

    public void Dispose() => _optimizer?.Dispose();

    protected static IEnumerable<Parameter> ParametersOf(LayerStack layers) =>
        layers.Parameters.Select(parameter => parameter.Value);
}
