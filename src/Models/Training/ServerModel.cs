using SplitLearning.Data;
using SplitLearning.Models.Layers;
using SplitLearning.Models.State;
using static TorchSharp.torch;

namespace SplitLearning.Models.Training;

/// <summary>The layers behind the cut with loss and optimizer: what the server trains.</summary>
/// <remarks>Use it on one thread, always the same: libtorch and OpenMP keep settings and a pool for each.</remarks>
public sealed class ServerModel : IServerModel
{
    private readonly TrainedLayers _layers;

    private ServerModel(TrainedLayers layers) => _layers = layers;

    /// <summary>Builds the server model of a plan with its seeded initial weights.</summary>
    /// <exception cref="PlanException">The plan is not valid.</exception>
    public static ServerModel Create(TrainingPlan plan)
    {
        plan.EnsureValid();
        var architecture = Workloads.Workloads.Find(plan.Workload).Architecture;
        return new ServerModel(new TrainedLayers(architecture.ServerLayers(plan.Cut), plan));
    }

    /// <summary>Forward, loss and backward of a batch; the weights change only with <see cref="Step"/>.</summary>
    /// <param name="smashed">float32 [B, ...shape at the cut].</param>
    /// <param name="labels">int64 [B].</param>
    /// <exception cref="InvalidOperationException">The batch before still waits for its step.</exception>
    public ServerBatch Train(TensorData smashed, TensorData labels)
    {
        using var scope = NewDisposeScope();
        var input = smashed.ToTensor().requires_grad_();
        var score = _layers.Learn(input, labels);
        var gradient = input.grad ?? throw new InvalidOperationException("No gradient reached the cut");
        return new ServerBatch(gradient.ToData(), score);
    }

    /// <summary>Applies the gradients of the last <see cref="Train"/>; the answer need not wait for it.</summary>
    /// <exception cref="InvalidOperationException">No batch waits for its step.</exception>
    public void Step() => _layers.Step();

    /// <summary>Loss and predictions of a test batch; changes nothing.</summary>
    /// <param name="smashed">float32 [B, ...shape at the cut].</param>
    /// <param name="labels">int64 [B].</param>
    public BatchScore Score(TensorData smashed, TensorData labels)
    {
        using var scope = NewDisposeScope();
        return _layers.Score(smashed.ToTensor(), labels);
    }

    /// <summary>The whole state (weights, optimizer, counters) as a safetensors file.</summary>
    public byte[] Save() => _layers.Save();

    /// <summary>Takes over what <see cref="Save"/> of the same plan's server model gave; drops a begun batch.</summary>
    /// <exception cref="StateException">It is damaged, or of another model; this model is then as it was.</exception>
    public void Load(ReadOnlyMemory<byte> state) => _layers.Load(state);

    /// <summary>Copies of all weights and buffers, in layer order.</summary>
    public IReadOnlyList<NamedTensor> Weights() => _layers.Weights();

    /// <inheritdoc/>
    public void Dispose() => _layers.Dispose();
}
