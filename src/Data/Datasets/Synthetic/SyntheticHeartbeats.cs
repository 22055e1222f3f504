using SplitLearning.Data.Datasets.Tables;
using SplitLearning.Data.Random;

namespace SplitLearning.Data.Datasets.Synthetic;

/// <summary>Heartbeats drawn by a seeded generator, in the form of the MIT-BIH ones and as unevenly divided.</summary>
public static class SyntheticHeartbeats
{
    /// <summary>Samples for training.</summary>
    public const int DefaultTrain = 20_000;

    /// <summary>Samples for testing.</summary>
    public const int DefaultTest = 5_000;

    /// <summary>The same for every party of every run, whatever the run's own seed.</summary>
    public const long DefaultSeed = 1980;

    /// <summary>Draws the beats into memory; each depends on nothing but seed, phase and its index.</summary>
    /// <returns>float32 [B, 187] in [0, 1]; classes N (82.8 %), S (2.5), V (6.6), F (0.7), Q (7.4).</returns>
    public static IDataset Create(int train = DefaultTrain, int test = DefaultTest, long seed = DefaultSeed) =>
        new TableDataset($"synthetic heartbeats ({train} + {test}, seed {seed}), not MIT-BIH", HeartbeatForm.Classes,
            Draw(Phase.Train, train, seed), Draw(Phase.Test, test, seed));

    internal static TableRows Draw(Phase phase, int count, long seed)
    {
        const int columns = HeartbeatForm.Values;
        var rows = new TableRows(columns, new float[count * columns], new byte[count]);
        Parallel.For(0, count, () => new BeatPainter(), (index, _, painter) =>
        {
            var random = SeededRandom.For(seed, "synthetic heartbeat", $"{phase}", $"{index}");
            rows.Labels[index] = BeatPainter.LabelOf(random);
            painter.Draw(random, rows.Labels[index], rows.Values.AsSpan(index * columns, columns));
            return painter;
        }, _ => { });
        return rows;
    }
}
