using SplitLearning.Data.Datasets.Tables;
using SplitLearning.Data.Random;

namespace SplitLearning.Data.Datasets.Synthetic;

/// <summary>Heartbeats by a seeded generator, in the form of MIT-BIH's, where the real ones are missing.</summary>
public static class SyntheticHeartbeats
{
    /// <summary>Beats for training.</summary>
    public const int DefaultTrain = 20_000;

    /// <summary>Beats for testing.</summary>
    public const int DefaultTest = 5_000;

    /// <summary>The same for every party of every run, whatever the run's own seed.</summary>
    public const long DefaultSeed = 1980;

    /// <summary>Draws the beats into memory; each depends on nothing but seed, phase and its index.</summary>
    public static IDataset Create(int train = DefaultTrain, int test = DefaultTest, long seed = DefaultSeed) =>
        new SignalDataset($"synthetic heartbeats ({train} + {test}, seed {seed}), not MIT-BIH",
            HeartbeatsDataset.Classes, HeartbeatsDataset.Columns,
            Draw(Phase.Train, train, seed), Draw(Phase.Test, test, seed));

    internal static Signals Draw(Phase phase, int count, long seed)
    {
        const int columns = HeartbeatsDataset.Columns;
        var beats = new Signals(new float[count * columns], new byte[count]);
        Parallel.For(0, count, () => new HeartbeatPainter(columns), (index, _, painter) =>
        {
            var random = SeededRandom.For(seed, "synthetic heartbeat", $"{phase}", $"{index}");
            beats.Labels[index] = painter.Draw(random, beats.Values.AsSpan(index * columns, columns));
            return painter;
        }, _ => { });
        return beats;
    }
}
