using SplitLearning.Data.Datasets;
using SplitLearning.Models.Architectures;
using SplitLearning.Models.Layers;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;

namespace SplitLearning.Models.Tests.Training;

/// <summary>
/// No network is changed by a cut, to the last bit: with dropout and normalisation, with every optimizer, over the
/// border of epochs and when another agent goes on. LeNet's cuts are all in CutTests.
/// </summary>
public sealed class EveryNetworkTests
{
    private static readonly Dictionary<string, Case> Cases = new()
    {
        ["alexnet of 64 x 64"] = new(AlexNet.Of(classes: 2, side: 64), Samples: 2, Steps: 2, OptimizerKind.Adam),
        ["vgg16-bn"] = new(Vgg16Bn.Architecture, Samples: 1, Steps: 2, OptimizerKind.Sgd),
        ["vgg16-bn of 64 x 64"] = new(Vgg16Bn.Of(side: 64, classes: 5), Samples: 2, Steps: 4, OptimizerKind.Sgd),
        ["mlp"] = new(Mlp.Architecture, Samples: 4, Steps: 4, OptimizerKind.Adam),
        ["cnn"] = new(CifarCnn.Architecture, Samples: 4, Steps: 4, OptimizerKind.Sgd),
        ["mobilenet-v2"] = new(MobileNetV2.Architecture, Samples: 4, Steps: 4, OptimizerKind.AdamW),
        ["linear"] = new(LinearModel.Architecture, Samples: 4, Steps: 4, OptimizerKind.Sgd),
    };

    private static readonly Dictionary<string, (string Weights, double[] Losses)> Wholes = [];

    public static TheoryData<string, string> Cuts => new()
    {
        { "alexnet of 64 x 64", "features.12" }, { "alexnet of 64 x 64", "classifier.0" },
        { "alexnet of 64 x 64", "classifier.2" },
        { "vgg16-bn", "features.49" },
        { "vgg16-bn of 64 x 64", "features.1" }, { "vgg16-bn of 64 x 64", "features.7" },
        { "vgg16-bn of 64 x 64", "features.25" }, { "vgg16-bn of 64 x 64", "flatten" },
        { "mlp", "fc1" }, { "mlp", "relu2" }, { "mlp", "relu3" },
        { "cnn", "conv1" }, { "cnn", "pool2" }, { "cnn", "fc1" },
        { "mobilenet-v2", "features.0" }, { "mobilenet-v2", "features.6" }, { "mobilenet-v2", "features.18" },
        { "mobilenet-v2", "pool" }, { "mobilenet-v2", "classifier.0" },
        { "linear", "flatten" },
    };

    [Theory]
    [MemberData(nameof(Cuts))]
    public void CutNetwork_TrainedByTwoAgents_HasTheBitsOfTheWhole(string name, string cut)
    {
        var it = Cases[name];
        var expected = WholeOf(name);
        byte[] client, server;
        List<double> losses = [];

        using (var first = new SplitPair(it.Plan(cut), it.Architecture))
        {
            Train(first, it, from: 0, to: it.Steps / 2, losses);
            (client, server) = (first.Client.Save(), first.Server.Save());
        }

        using var second = new SplitPair(it.Plan(cut), it.Architecture);
        second.Client.Load(client);
        second.Server.Load(server);
        Train(second, it, from: it.Steps / 2, to: it.Steps, losses);

        Assert.Equal(expected.Losses, losses);
        Assert.Equal(expected.Weights, second.Hash);
    }

    private static (string Weights, double[] Losses) WholeOf(string name)
    {
        if (!Wholes.TryGetValue(name, out var found))
            Wholes[name] = found = TrainWhole(Cases[name]);
        return found;
    }

    private static (string Weights, double[] Losses) TrainWhole(Case it)
    {
        using var whole = WholeModel.Create(it.Architecture, it.Plan(it.Architecture.Cuts[0]));
        var losses = new double[it.Steps];
        for (var step = 0; step < it.Steps; step++)
        {
            whole.BeginEpoch(it.EpochOf(step));
            var batch = it.Batch(step);
            losses[step] = whole.Train(batch.Inputs, batch.Labels).MeanLoss;
            if (step == 0)
                whole.Score(batch.Inputs, batch.Labels); // a test in between leaves no trace
        }

        return (WeightsHash.Of(whole.Weights()), losses);
    }

    private static void Train(SplitPair pair, Case it, int from, int to, List<double> losses)
    {
        for (var step = from; step < to; step++)
        {
            pair.BeginEpoch(it.EpochOf(step));
            losses.Add(pair.Train(it.Batch(step)).MeanLoss);
        }
    }

    private sealed record Case(Architecture Architecture, int Samples, int Steps, OptimizerKind Optimizer)
    {
        public TrainingPlan Plan(string cut) => Plans.Small(cut) with
        {
            Epochs = 2,
            Optimizer = Optimizer,
            LearningRate = 0.001,
            WeightDecay = 0.01,
            Schedule = new() { Kind = ScheduleKind.Step, StepEpochs = 1, Gamma = 0.5 },
        };

        public int EpochOf(int step) => step < Steps - 1 ? 1 : 2;

        public SampleBatch Batch(int step) =>
            FormulaTensors.Batch([Samples, .. Architecture.InputShape], Architecture.Classes, step);
    }
}
