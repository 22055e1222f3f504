using SplitLearning.Data;
using SplitLearning.Models.State;

namespace SplitLearning.Models.Training;

/// <summary>The layers behind the cut with loss and optimizer: what the server trains.</summary>
/// <remarks>Belongs to the thread that created it: libtorch and OpenMP keep settings and a pool for each thread.</remarks>
public sealed class ServerModel : IDisposable
{
    private ServerModel()
    {
    }

    /// <summary>Builds the server model of a plan with its seeded initial weights.</summary>
    /// <exception cref="PlanException">The plan is not valid.</exception>
    public static ServerModel Create(TrainingPlan plan) => throw new NotSupportedException();

    /// <summary>Forward, loss and backward of a batch; the weights change only with <see cref="Step"/>.</summary>
    /// <param name="smashed">float32 [B, ...shape at the cut].</param>
    /// <param name="labels">int64 [B].</param>
    public ServerBatch Train(TensorData smashed, TensorData labels) => throw new NotSupportedException();

    /// <summary>Applies the gradients of the last <see cref="Train"/>; the agent's answer need not wait for it.</summary>
    /// <exception cref="InvalidOperationException">No batch waits for its step.</exception>
    public void Step() => throw new NotSupportedException();

    /// <summary>Loss and predictions of a test batch; changes nothing.</summary>
    public BatchScore Score(TensorData smashed, TensorData labels) => throw new NotSupportedException();

    /// <summary>The whole state (weights, optimizer, counters) as a safetensors file.</summary>
    public byte[] Save() => throw new NotSupportedException();

    /// <summary>Takes over a state that <see cref="Save"/> gave, of the same plan's server model.</summary>
    /// <exception cref="StateException">It is damaged, or of another model; this model is then as it was.</exception>
    public void Load(ReadOnlyMemory<byte> state) => throw new NotSupportedException();

    /// <summary>Copies of all weights and buffers, in layer order.</summary>
    public IReadOnlyList<NamedTensor> Weights() => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
