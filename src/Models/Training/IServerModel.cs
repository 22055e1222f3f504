using SplitLearning.Data;
using SplitLearning.Models.State;

namespace SplitLearning.Models.Training;

/// <summary>The layers behind the cut with loss and optimizer: what the server trains.</summary>
/// <remarks>
/// Belongs to the thread that created it: libtorch and OpenMP keep settings and a pool for each thread.
/// </remarks>
public interface IServerModel : IDisposable
{
    /// <summary>An epoch begins, from 1, or is gone on with: its learning rate holds from now on.</summary>
    void BeginEpoch(int epoch);

    /// <summary>Forward, loss and backward of a batch; the weights change only with <see cref="Step"/>.</summary>
    /// <param name="smashed">float32 [B, ...shape at the cut].</param>
    /// <param name="labels">int64 [B].</param>
    /// <exception cref="InvalidOperationException">The batch before still waits for its step.</exception>
    /// <exception cref="BatchException">The tensors do not fit the model.</exception>
    ServerBatch Train(TensorData smashed, TensorData labels);

    /// <summary>
    /// Applies the gradients of the last <see cref="Train"/>; the agent's answer need not wait for it.
    /// </summary>
    /// <exception cref="InvalidOperationException">No batch waits for its step.</exception>
    void Step();

    /// <summary>Loss and predictions of a test batch; changes nothing.</summary>
    /// <param name="smashed">float32 [B, ...shape at the cut].</param>
    /// <param name="labels">int64 [B].</param>
    /// <exception cref="BatchException">The tensors do not fit the model.</exception>
    BatchScore Score(TensorData smashed, TensorData labels);

    /// <summary>The whole state (weights, optimizer, counters) as a safetensors file.</summary>
    byte[] Save();

    /// <summary>
    /// Takes over a state that <see cref="Save"/> gave, of the same plan's server model; drops a begun batch.
    /// </summary>
    /// <exception cref="StateException">It is damaged, or of another model; this model is then as it was.</exception>
    void Load(ReadOnlyMemory<byte> state);
}
