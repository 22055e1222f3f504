using SplitLearning.Data.Datasets;
using SplitLearning.Data.Partitioning;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;

namespace SplitLearning.Models.Tests.Training;

/// <summary>PyTorch's figures from the same weights, in the same order of samples: golden/make_golden.py.</summary>
public sealed class GoldenTests
{
    private const int BatchSize = 64;

    private static readonly IDataset Formula = FormulaDigits.Create(train: 6400);

    [Fact]
    public void FormulaImages_First100Batches_HaveTheLossesOfPyTorch() =>
        AssertLosses("formula.json", Formula, new(0, 6400));

    [MnistFact]
    public void Mnist_First100Batches_HaveTheLossesOfPyTorch() => AssertLosses(
        "mnist.json", MnistDataset.Load(MnistFactAttribute.Folder), ShardDealer.Deal(60_000, agents: 3)[0]);

    [Fact]
    public void FirstBatch_CutGradientAndStep_AreThoseOfPyTorch()
    {
        var golden = GoldenRun.Read("formula.json");
        using var pair = new SplitPair(Plan);
        var batch = Read(Formula, new IndexRange(0, 6400), 0);

        var smashed = pair.Client.Forward(batch.Inputs);
        var answer = pair.Server.Train(smashed, batch.Labels);
        pair.Server.Step();
        pair.Client.Backward(answer.CutGradient);

        AssertClose(golden.FirstCutGradient, Vectors.Of(answer.CutGradient).AsSpan(0, 400));
        AssertClose(golden.Conv1WeightAfterFirstStep, Vectors.Of(pair.Client.Weights()[0].Tensor));
        AssertClose(golden.Fc3BiasAfterFirstStep, Vectors.Of(pair.Server.Weights()[^1].Tensor));
    }

    private static TrainingPlan Plan => Plans.Small() with { BatchSize = BatchSize };

    private static void AssertLosses(string file, IDataset data, IndexRange shard)
    {
        var golden = GoldenRun.Read(file);
        using var model = WholeModel.Create(Plan);
        Assert.Equal(golden.InitialWeightsSha256, WeightsHash.Of(model.Weights()));

        for (var step = 0; step < golden.Losses.Length; step++)
        {
            var batch = Read(data, shard, step);
            var score = model.Train(batch.Inputs, batch.Labels);
            Assert.Equal(golden.Losses[step], score.MeanLoss, tolerance: 1e-5);
        }

        Assert.Equal(100, golden.Losses.Length);
    }

    private static SampleBatch Read(IDataset data, IndexRange shard, int step) => data.Read(
        Phase.Train, TurnBatches.Of(
            Phase.Train, Plan.Seed, epoch: 1, agent: 1, shard.ToIndices(), BatchSize)[step]);

    private static void AssertClose(float[] expected, ReadOnlySpan<float> found)
    {
        Assert.Equal(expected.Length, found.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], found[i], tolerance: 1e-6f);
    }
}
