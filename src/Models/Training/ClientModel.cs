using SplitLearning.Data;
using SplitLearning.Models.State;

namespace SplitLearning.Models.Training;

/// <summary>The layers up to the cut with their optimizer: what an agent trains.</summary>
/// <remarks>Belongs to the thread that created it: libtorch and OpenMP keep settings and a pool for each thread.</remarks>
public sealed class ClientModel : IDisposable
{
    private ClientModel()
    {
    }

    /// <summary>Builds the client model of a plan with its seeded initial weights.</summary>
    /// <exception cref="PlanException">The plan is not valid.</exception>
    public static ClientModel Create(TrainingPlan plan) => throw new NotSupportedException();

    /// <summary>Runs a training batch up to the cut and keeps what <see cref="Backward"/> needs.</summary>
    /// <param name="inputs">float32 [B, ...sample shape].</param>
    /// <returns>The smashed data: float32 [B, ...shape at the cut].</returns>
    public TensorData Forward(TensorData inputs) => throw new NotSupportedException();

    /// <summary>Ends the batch that <see cref="Forward"/> began: gradients of the client's weights and one step.</summary>
    /// <param name="cutGradient">dLoss/dSmashed, from the server; shape of the smashed data.</param>
    /// <exception cref="InvalidOperationException">No batch is begun.</exception>
    public void Backward(TensorData cutGradient) => throw new NotSupportedException();

    /// <summary>Runs a test batch up to the cut; changes nothing.</summary>
    public TensorData Evaluate(TensorData inputs) => throw new NotSupportedException();

    /// <summary>The whole state (weights, optimizer, counters) as a safetensors file.</summary>
    public byte[] Save() => throw new NotSupportedException();

    /// <summary>Takes over a state that <see cref="Save"/> gave, of the same plan's client model.</summary>
    /// <exception cref="StateException">It is damaged, or of another model; this model is then as it was.</exception>
    public void Load(ReadOnlyMemory<byte> snapshot) => throw new NotSupportedException();

    /// <summary>Copies of all weights and buffers, in layer order.</summary>
    public IReadOnlyList<NamedTensor> Weights() => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
