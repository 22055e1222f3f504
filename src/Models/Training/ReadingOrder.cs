using SplitLearning.Data.Datasets;
using SplitLearning.Data.Partitioning;

namespace SplitLearning.Models.Training;

/// <summary>All batches of a central run: epoch after epoch, training then testing, agent after agent.</summary>
internal static class ReadingOrder
{
    /// <param name="shards">One an agent.</param>
    /// <param name="firstEpoch">From 1; a later one for a run that is resumed.</param>
    public static IEnumerable<(Phase Phase, int[] Indices)> Of(
        TrainingPlan plan, IReadOnlyList<Shard> shards, int firstEpoch)
    {
        for (var epoch = firstEpoch; epoch <= plan.Epochs; epoch++)
            foreach (var phase in (Phase[])[Phase.Train, Phase.Test])
                foreach (var (index, shard) in shards.Index())
                {
                    var batches = TurnBatches.Of(
                        phase, plan.Seed, epoch, index + 1, shard.Indices(phase), plan.BatchSize);
                    for (var batch = 0; batch < batches.Count; batch++)
                        yield return (phase, batches[batch].ToArray());
                }
    }
}
