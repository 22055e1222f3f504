using SplitLearning.Data.Datasets;

namespace SplitLearning.Models.Tests.Training;

internal static class Batches
{
    private static readonly IDataset Data = FormulaDigits.Create(train: 256);

    /// <summary>The batch of a step, from 0; the fourth of every four is short.</summary>
    public static SampleBatch Of(int step) =>
        Data.Read(Phase.Train, [.. Enumerable.Range(0, Count(step)).Select(i => (step * 29 + i * 3) % 256)]);

    private static int Count(int step) => step % 4 == 3 ? 11 : 16;
}
