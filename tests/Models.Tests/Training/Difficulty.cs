using SplitLearning.Data.Datasets;
using SplitLearning.Data.Partitioning;
using SplitLearning.Models.Layers;
using SplitLearning.Models.Training;
using static TorchSharp.torch;

namespace SplitLearning.Models.Tests.Training;

/// <summary>What a network makes of a dataset.</summary>
internal static class Difficulty
{
    /// <summary>Trains on all training samples, batches of 32 and Adam, then counts on all test samples.</summary>
    public static ConfusionMatrix Measure(
        IDataset data, IReadOnlyList<LayerSpec> layers, int epochs, double learningRate)
    {
        var plan = Plans.Small() with
        {
            BatchSize = 32,
            Optimizer = OptimizerKind.Adam,
            LearningRate = learningRate,
        };
        using var model = new TrainedLayers(layers, plan);
        for (var epoch = 1; epoch <= epochs; epoch++)
            foreach (var (inputs, labels) in Read(data, Phase.Train, plan, epoch))
                using (NewDisposeScope())
                {
                    model.Learn(inputs.ToTensor(), labels);
                    model.Step();
                }

        var confusion = new ConfusionMatrix(data.Classes);
        foreach (var (inputs, labels) in Read(data, Phase.Test, plan, epochs))
            using (NewDisposeScope())
                confusion.Add(model.Score(inputs.ToTensor(), labels));
        return confusion;
    }

    /// <summary>The mean of the classes' recalls: each class counts as much as the others, however rare.</summary>
    public static double BalancedAccuracy(ConfusionMatrix confusion)
    {
        var classes = Enumerable.Range(0, confusion.Counts.GetLength(0)).ToArray();
        return classes.Average(actual =>
            (double)confusion.Counts[actual, actual] / classes.Sum(found => confusion.Counts[actual, found]));
    }

    /// <summary>One layer that sees all values at once, which no network is simpler than.</summary>
    public static IReadOnlyList<LayerSpec> Linear(int inputs, int classes) =>
        [new("flatten", () => nn.Flatten()), new("fc", () => nn.Linear(inputs, classes))];

    /// <summary>Convolutions of 3 x 3, normalized and halved after each, and two layers behind them.</summary>
    public static IReadOnlyList<LayerSpec> Convolutions(int channels, int side, int classes, params int[] widths)
    {
        var layers = new List<LayerSpec>();
        var (from, size) = (channels, side);
        foreach (var (index, width) in widths.Index())
        {
            var inputs = from;
            layers.Add(new($"conv{index}", () => nn.Conv2d(inputs, width, kernel_size: 3, padding: 1)));
            layers.Add(new($"norm{index}", () => nn.BatchNorm2d(width)));
            layers.Add(new($"relu{index}", () => nn.ReLU()));
            layers.Add(new($"pool{index}", () => nn.MaxPool2d(kernel_size: 2)));
            (from, size) = (width, size / 2);
        }

        var flat = from * size * size;
        return
        [
            .. layers, new("flatten", () => nn.Flatten()), new("fc1", () => nn.Linear(flat, 64)),
            new("relu", () => nn.ReLU()), new("fc2", () => nn.Linear(64, classes)),
        ];
    }

    private static IEnumerable<SampleBatch> Read(IDataset data, Phase phase, TrainingPlan plan, int epoch)
    {
        var all = new IndexRange(0, data.Count(phase)).ToIndices();
        var batches = TurnBatches.Of(phase, plan.Seed, epoch, agent: 1, all, plan.BatchSize);
        return Enumerable.Range(0, batches.Count).Select(batch => data.Read(phase, batches[batch]));
    }
}
