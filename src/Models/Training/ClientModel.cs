using SplitLearning.Data;
using SplitLearning.Models.Layers;
using SplitLearning.Models.State;
using static TorchSharp.torch;

namespace SplitLearning.Models.Training;

/// <inheritdoc cref="IClientModel"/>
public sealed class ClientModel : IClientModel
{
    private readonly TrainedLayers _layers;
    private Tensor? _smashed;

    private ClientModel(TrainedLayers layers) => _layers = layers;

    /// <summary>Builds the client model of a plan with its seeded initial weights.</summary>
    /// <param name="weights">The file whose hash the plan names; null when it names none.</param>
    /// <exception cref="PlanException">The plan is not valid.</exception>
    /// <exception cref="StateException">The file is not the plan's, or nothing in it fits the network.</exception>
    public static ClientModel Create(TrainingPlan plan, WeightsFile? weights = null)
    {
        plan.EnsureValid();
        var architecture = Workloads.Workloads.NetworkOf(plan).Architecture;
        return Create(architecture, plan, WeightsImport.Of(plan.WeightsSha256, architecture, weights));
    }

    internal static ClientModel Create(Architecture architecture, TrainingPlan plan, WeightsImport? weights = null) =>
        new(new TrainedLayers(architecture.ClientLayers(plan.Cut), plan, weights));

    /// <inheritdoc/>
    public void BeginEpoch(int epoch) => _layers.BeginEpoch(epoch);

    /// <inheritdoc/>
    public TensorData Forward(TensorData inputs)
    {
        if (_smashed is not null)
            throw new InvalidOperationException("The batch before still waits for its cut gradient");
        using var scope = NewDisposeScope();
        _smashed = _layers.Forward(inputs.ToTensor(), training: true).DetachFromDisposeScope();
        return _smashed.ToData();
    }

    /// <inheritdoc/>
    public void Backward(TensorData cutGradient)
    {
        var smashed = _smashed ?? throw new InvalidOperationException("No batch waits for a cut gradient");
        if (!smashed.shape.SequenceEqual(cutGradient.Shape))
            throw new BatchException($"The cut gradient has shape [{string.Join(", ", cutGradient.Shape)}]; " +
                $"it must have that of the smashed data, [{string.Join(", ", smashed.shape)}]");
        using var scope = NewDisposeScope();
        _layers.Backward(smashed, cutGradient.ToTensor());
        _layers.Step();
        DropBatch();
    }

    /// <inheritdoc/>
    public TensorData Evaluate(TensorData inputs)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        return _layers.Forward(inputs.ToTensor(), training: false).ToData();
    }

    /// <inheritdoc/>
    public byte[] Save() => _layers.Save();

    /// <inheritdoc/>
    public void Load(ReadOnlyMemory<byte> snapshot)
    {
        _layers.Load(snapshot);
        DropBatch();
    }

    /// <summary>Copies of all weights and buffers, in layer order.</summary>
    public IReadOnlyList<NamedTensor> Weights() => _layers.Weights();

    /// <inheritdoc/>
    public void Dispose()
    {
        DropBatch();
        _layers.Dispose();
    }

    private void DropBatch()
    {
        _smashed?.Dispose();
        _smashed = null;
    }
}
