using SplitLearning.Models.Layers;
using static TorchSharp.torch;

namespace SplitLearning.Models.Federated;

/// <summary>A batch in torch's memory, for all learners that want it.</summary>
internal sealed class BatchTensors : IDisposable
{
    public BatchTensors(ClientBatch batch)
    {
        Positions = batch.Positions;
        Inputs = batch.Samples.Inputs.ToTensor().DetachFromDisposeScope();
        Labels = batch.Samples.Labels.ToTensor().DetachFromDisposeScope();
    }

    /// <summary>float32 [B, ...sample shape].</summary>
    public Tensor Inputs { get; }

    /// <summary>int64 [B].</summary>
    public Tensor Labels { get; }

    public ReadOnlyMemory<int> Positions { get; }

    public int Count => Positions.Length;

    public void Dispose()
    {
        Inputs.Dispose();
        Labels.Dispose();
    }
}
