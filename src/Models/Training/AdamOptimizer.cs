using SplitLearning.Data;
using SplitLearning.Models.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SplitLearning.Models.Training;

/// <summary>Adam and AdamW.</summary>
internal sealed class AdamOptimizer : LayerOptimizer
{
    public const string Average = "exp_avg", Square = "exp_avg_sq";

    // PyTorch's defaults; TorchSharp's own differ.
    private const double Beta1 = 0.9, Beta2 = 0.999, Eps = 1e-8;

    private readonly Slot[] _slots;

    private AdamOptimizer(
        LayerStack layers, TrainingPlan plan, optim.Optimizer? optimizer, IEnumerable<Slot> slots)
        : base(layers, plan, optimizer) => _slots = [.. slots];

    public static new AdamOptimizer Create(LayerStack layers, TrainingPlan plan)
    {
        var (rate, decay) = (plan.LearningRate, plan.WeightDecay);
        if (layers.Parameters.Count == 0)
            return new AdamOptimizer(layers, plan, optimizer: null, []);
        if (plan.Optimizer == OptimizerKind.Adam)
        {
            var adam = optim.Adam(ParametersOf(layers), rate, Beta1, Beta2, Eps, decay);
            return new AdamOptimizer(layers, plan, adam, adam.state_dict().State.Cast<Adam.State>().Select(state =>
                new Slot(state.exp_avg, state.exp_avg_sq, steps => state.step = steps)));
        }

        var adamW = optim.AdamW(ParametersOf(layers), rate, Beta1, Beta2, Eps, decay);
        return new AdamOptimizer(layers, plan, adamW, adamW.state_dict().State.Cast<AdamW.State>().Select(state =>
            new Slot(state.exp_avg, state.exp_avg_sq, steps => state.step = steps)));
    }

    public override Tensor Memory(int position, string memory) =>
        memory == Average ? _slots[position].Average : _slots[position].Square;

    public override void Restore(int position, IReadOnlyList<TensorData> memories, long steps)
    {
        var slot = _slots[position];
        Fill(slot.Average, memories.ElementAtOrDefault(0));
        Fill(slot.Square, memories.ElementAtOrDefault(1));
        slot.SetSteps(steps);
    }

    private static void Fill(Tensor target, TensorData? source)
    {
        if (source is null)
            target.bytes.Clear();
        else
            source.Bytes.Span.CopyTo(target.bytes);
    }

    /// <summary>What the optimizer remembers of one parameter; it changes the tensors in place.</summary>
    private sealed record Slot(Tensor Average, Tensor Square, Action<long> SetSteps);
}
