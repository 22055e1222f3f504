using SplitLearning.Data.Datasets;

namespace SplitLearning.Models.Training;

/// <summary>Trains the whole model in one place: the baseline, and the oracle of a split run.</summary>
public static class CentralTraining
{
    /// <summary>Trains in the very order of the plan's agents and records the same events as a split run.</summary>
    /// <param name="recorder">Takes the events, on the calling thread.</param>
    /// <param name="checkpointFolder">Where checkpoints go; null for none.</param>
    /// <param name="cancellation">Ends the run between two batches.</param>
    /// <returns>SHA-256 of all weights, as in <see cref="RunFinished"/>.</returns>
    /// <remarks>Runs on the calling thread and leaves torch configured for it: give it a thread of its own.</remarks>
    public static string Run(
        TrainingPlan plan, IDataset data, IRunRecorder recorder, string? checkpointFolder,
        CancellationToken cancellation) => throw new NotSupportedException();
}
