using SplitLearning.Data;
using SplitLearning.Models.Layers;
using SplitLearning.Models.State;
using static TorchSharp.torch;

namespace SplitLearning.Models.Training;

/// <summary>The layers up to the cut with their optimizer: what an agent trains.</summary>
/// <remarks>Use it on one thread, always the same: libtorch and OpenMP keep settings and a pool for each.</remarks>
public sealed class ClientModel : IClientModel
{
    private readonly TrainedLayers _layers;
    private Tensor? _smashed;

    private ClientModel(TrainedLayers layers) => _layers = layers;

    /// <summary>Builds the client model of a plan with its seeded initial weights.</summary>
    /// <exception cref="PlanException">The plan is not valid.</exception>
    public static ClientModel Create(TrainingPlan plan)
    {
        plan.EnsureValid();
        var architecture = Workloads.Workloads.Find(plan.Workload).Architecture;
        return new ClientModel(new TrainedLayers(architecture.ClientLayers(plan.Cut), plan));
    }

    /// <summary>Runs a training batch up to the cut and keeps what <see cref="Backward"/> needs.</summary>
    /// <param name="inputs">float32 [B, ...sample shape].</param>
    /// <returns>The smashed data: float32 [B, ...shape at the cut].</returns>
    /// <exception cref="InvalidOperationException">The batch before is not ended.</exception>
    public TensorData Forward(TensorData inputs)
    {
        if (_smashed is not null)
            throw new InvalidOperationException("The batch before still waits for its cut gradient");
        using var scope = NewDisposeScope();
        _smashed = _layers.Forward(inputs.ToTensor(), training: true).DetachFromDisposeScope();
        return _smashed.ToData();
    }

    /// <summary>Ends the batch that <see cref="Forward"/> began: backward and one step.</summary>
    /// <param name="cutGradient">dLoss/dSmashed, from the server; shape of the smashed data.</param>
    /// <exception cref="InvalidOperationException">No batch is begun.</exception>
    /// <exception cref="ArgumentException">The gradient's shape is not that of the smashed data.</exception>
    public void Backward(TensorData cutGradient)
    {
        var smashed = _smashed ?? throw new InvalidOperationException("No batch waits for a cut gradient");
        if (!smashed.shape.SequenceEqual(cutGradient.Shape))
            throw new ArgumentException($"The cut gradient has shape [{string.Join(", ", cutGradient.Shape)}]; " +
                $"it must have that of the smashed data, [{string.Join(", ", smashed.shape)}]");
        using var scope = NewDisposeScope();
        _layers.Backward(smashed, cutGradient.ToTensor());
        _layers.Step();
        DropBatch();
    }

    /// <summary>Runs a test batch up to the cut; changes nothing.</summary>
    /// <param name="inputs">float32 [B, ...sample shape].</param>
    /// <returns>The smashed data: float32 [B, ...shape at the cut].</returns>
    public TensorData Evaluate(TensorData inputs)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        return _layers.Forward(inputs.ToTensor(), training: false).ToData();
    }

    /// <summary>The whole state (weights, optimizer, counters) as a safetensors file.</summary>
    public byte[] Save() => _layers.Save();

    /// <summary>Takes over what <see cref="Save"/> of the same plan's client model gave; drops a begun batch.</summary>
    /// <exception cref="StateException">It is damaged, or of another model; this model is then as it was.</exception>
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
