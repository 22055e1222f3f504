using SplitLearning.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SplitLearning.Models.Training;

/// <summary>SGD with momentum over the parameters of some layers, with a memory that can be saved.</summary>
internal sealed class Sgd : IDisposable
{
    private readonly SGD? _optimizer;
    private readonly SGD.State[] _states = [];

    /// <param name="layers">Their parameters; none at all is possible, e.g. behind a late cut.</param>
    public Sgd(LayerStack layers, TrainingPlan plan)
    {
        Layers = layers;
        UsesMomentum = plan.Momentum != 0;
        if (layers.Parameters.Count == 0)
            return;
        _optimizer = optim.SGD(layers.Parameters.Select(parameter => parameter.Value), plan.LearningRate,
            momentum: plan.Momentum, weight_decay: plan.WeightDecay);
        _states = [.. _optimizer.state_dict().State.Cast<SGD.State>()];
    }

    public LayerStack Layers { get; }

    public bool UsesMomentum { get; }

    /// <summary>The momentum buffers by parameter name, in layer order; null before the first step.</summary>
    public IEnumerable<(string Name, Tensor? Buffer)> Momentum =>
        Layers.Parameters.Zip(_states, (parameter, state) => (parameter.Name, state.momentum_buffer));

    /// <summary>Applies the gradients and forgets them.</summary>
    public void Step()
    {
        _optimizer?.step();
        DropGradients();
    }

    public void DropGradients() => _optimizer?.zero_grad();

    /// <summary>Replaces a momentum buffer.</summary>
    /// <param name="position">The parameter's in <see cref="LayerStack.Parameters"/>.</param>
    /// <param name="elements">Null for none yet.</param>
    public void SetMomentum(int position, Data.TensorData? elements)
    {
        var state = _states[position];
        state.momentum_buffer?.Dispose();
        state.momentum_buffer = elements?.ToTensor().DetachFromDisposeScope();
    }

    public void Dispose() => _optimizer?.Dispose();
}
