using SplitLearning.Data;
using SplitLearning.Models.State;

namespace SplitLearning.Models.Training;

/// <summary>The layers up to the cut with their optimizer: what an agent trains.</summary>
/// <remarks>
/// Belongs to the thread that created it: libtorch and OpenMP keep settings and a pool for each thread.
/// </remarks>
public interface IClientModel : IDisposable
{
    /// <summary>An epoch begins, from 1, or is gone on with: its learning rate holds from now on.</summary>
    void BeginEpoch(int epoch);

    /// <summary>Runs a training batch up to the cut and keeps what <see cref="Backward"/> needs.</summary>
    /// <param name="inputs">float32 [B, ...sample shape].</param>
    /// <returns>The smashed data: float32 [B, ...shape at the cut].</returns>
    /// <exception cref="InvalidOperationException">The batch before is not ended.</exception>
    TensorData Forward(TensorData inputs);

    /// <summary>
    /// Ends the batch that <see cref="Forward"/> began: gradients of the client's weights and one step.
    /// </summary>
    /// <param name="cutGradient">dLoss/dSmashed, from the server; shape of the smashed data.</param>
    /// <exception cref="InvalidOperationException">No batch is begun.</exception>
    /// <exception cref="BatchException">The gradient's shape is not that of the smashed data.</exception>
    void Backward(TensorData cutGradient);

    /// <summary>Runs a test batch up to the cut; changes nothing.</summary>
    /// <param name="inputs">float32 [B, ...sample shape].</param>
    /// <returns>The smashed data: float32 [B, ...shape at the cut].</returns>
    TensorData Evaluate(TensorData inputs);

    /// <summary>The whole state (weights, optimizer, counters) as a safetensors file.</summary>
    byte[] Save();

    /// <summary>
    /// Takes over a state that <see cref="Save"/> gave, of the same plan's client model; drops a begun batch.
    /// </summary>
    /// <exception cref="StateException">It is damaged, or of another model; this model is then as it was.</exception>
    void Load(ReadOnlyMemory<byte> snapshot);
}
