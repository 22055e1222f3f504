using SplitLearning.Models.State;
using SplitLearning.Models.Training;
using SplitLearning.Models.Workloads;

namespace SplitLearning.Node.Runs;

/// <summary>The network of a run's checkpoint, to predict with and to take along.</summary>
internal interface ICheckpointModel
{
    string Workload { get; }

    Network Network { get; }

    CheckpointPlace Place { get; }

    /// <summary>What it was written after, for people.</summary>
    string After { get; }

    /// <summary>A safetensors file with PyTorch's names.</summary>
    /// <exception cref="StateException">A part is not on this machine, or it is damaged.</exception>
    /// <exception cref="Hosting.NodeFailureException">The run has no such part.</exception>
    byte[] ToFile(ModelPart part);

    /// <summary>The whole network; the caller disposes of it.</summary>
    /// <inheritdoc cref="ToFile" path="/exception"/>
    IPredictor Predictor();
}
