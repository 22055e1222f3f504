using SplitLearning.Data;
using SplitLearning.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SplitLearning.Models.Training;

/// <summary>SGD with or without momentum.</summary>
internal sealed class SgdOptimizer : LayerOptimizer
{
    private readonly SGD.State[] _states;

    private SgdOptimizer(LayerStack layers, TrainingPlan plan, SGD? optimizer)
        : base(layers, plan, optimizer) => _states = [.. optimizer?.state_dict().State.Cast<SGD.State>() ?? []];

    public static new SgdOptimizer Create(LayerStack layers, TrainingPlan plan)
    {
        var optimizer = layers.Parameters.Count == 0 ? null : optim.SGD(
            ParametersOf(layers), plan.LearningRate, momentum: plan.Momentum, weight_decay: plan.WeightDecay);
        return new SgdOptimizer(layers, plan, optimizer);
    }

    public override Tensor Memory(int position, string memory) => _states[position].momentum_buffer
        ?? throw new InvalidOperationException($"No step has been taken: there is no {memory} yet");

    public override void Restore(int position, IReadOnlyList<TensorData> memories, long steps)
    {
        var state = _states[position];
        state.momentum_buffer?.Dispose();
        state.momentum_buffer = memories.Count == 0 ? null : memories[0].ToTensor().DetachFromDisposeScope();
    }
}
