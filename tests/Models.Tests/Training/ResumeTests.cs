using SplitLearning.Models.State;
using SplitLearning.Models.Training;

namespace SplitLearning.Models.Tests.Training;

public sealed class ResumeTests
{
    [Fact]
    public void SplitRun_SavedAndLoadedInMidRun_HasTheSameBits()
    {
        using var straight = new SplitPair(Plans.Small());
        Train(straight, from: 0, to: 6);

        using var first = new SplitPair(Plans.Small());
        Train(first, from: 0, to: 3);
        using var second = new SplitPair(Plans.Small());
        Train(second, from: 4, to: 6); // weights and momentum of another past must leave no trace
        second.Client.Load(first.Client.Save());
        second.Server.Load(first.Server.Save());
        Train(second, from: 3, to: 6);

        Assert.Equal(straight.Hash, second.Hash);
        Assert.Equal(straight.Client.Save(), second.Client.Save());
        Assert.Equal(straight.Server.Save(), second.Server.Save());
    }

    [Fact]
    public void Weights_LoadedWithoutTheOptimizersMemory_WouldDiffer()
    {
        using var straight = new SplitPair(Plans.Small());
        Train(straight, from: 0, to: 6);

        using var first = new SplitPair(Plans.Small() with { Momentum = 0 });
        Train(first, from: 0, to: 6);

        Assert.NotEqual(straight.Hash, first.Hash);
    }

    [Fact]
    public void FreshState_LoadedIntoAUsedModel_TakesItBackToTheStart()
    {
        using var fresh = WholeModel.Create(Plans.Small());
        using var used = WholeModel.Create(Plans.Small());
        var batch = Batches.Of(0);
        used.Train(batch.Inputs, batch.Labels);

        used.Load(fresh.Save());

        Assert.Equal(fresh.Save(), used.Save());
        fresh.Train(batch.Inputs, batch.Labels);
        used.Train(batch.Inputs, batch.Labels);
        Assert.Equal(fresh.Save(), used.Save());
    }

    [Fact]
    public void RestoredModel_OfAPlanThatNamesAFileOfWeights_NeedsNoFile()
    {
        using var first = WholeModel.Create(Plans.Small());
        var batch = Batches.Of(0);
        first.Train(batch.Inputs, batch.Labels);

        using var restored = WholeModel.Restore(
            Plans.Small() with { WeightsSha256 = new string('a', 64) }, first.Save());

        Assert.Equal(first.Save(), restored.Save());
    }

    [Theory]
    [InlineData(OptimizerKind.Sgd)]
    [InlineData(OptimizerKind.Adam)]
    [InlineData(OptimizerKind.AdamW)]
    public void State_LoadedUnderAnotherLearningRate_DoesNotBringTheOldOneBack(OptimizerKind optimizer)
    {
        // A tenth from the second epoch on, by a schedule and by a change of plan.
        var plan = Plans.Small() with { Optimizer = optimizer, LearningRate = 0.01 };
        using var straight = new SplitPair(plan with { Schedule = new() { Kind = ScheduleKind.Step, StepEpochs = 1 } });
        Train(straight, from: 0, to: 3);
        using var changed = new SplitPair(plan with { LearningRate = 0.01 * Math.Pow(0.1, 1) });
        changed.Client.Load(straight.Client.Save());
        changed.Server.Load(straight.Server.Save());

        foreach (var pair in (SplitPair[])[straight, changed])
        {
            pair.BeginEpoch(2);
            Train(pair, from: 3, to: 6);
        }

        Assert.Equal(straight.Client.Save(), changed.Client.Save());
        Assert.Equal(straight.Server.Save(), changed.Server.Save());
    }

    [Fact]
    public void BegunBatches_ThenLoad_AreDropped()
    {
        using var straight = new SplitPair(Plans.Small());
        using var aborted = new SplitPair(Plans.Small());
        var (client, server) = (aborted.Client.Save(), aborted.Server.Save());
        var lost = Batches.Of(5);
        aborted.Server.Train(aborted.Client.Forward(lost.Inputs), lost.Labels);

        aborted.Client.Load(client);
        aborted.Server.Load(server);
        Train(straight, from: 0, to: 3);
        Train(aborted, from: 0, to: 3);

        Assert.Equal(straight.Hash, aborted.Hash);
    }

    [Fact]
    public void State_Saved_HoldsWeightsInLayerOrderThenTheOptimizers()
    {
        using var pair = new SplitPair(Plans.Small());
        Train(pair, from: 0, to: 2);

        var content = SafeTensors.Read(pair.Client.Save());

        Assert.Equal(
        [
            "conv1.weight", "conv1.bias", "conv2.weight", "conv2.bias",
            "optimizer.momentum_buffer.conv1.weight", "optimizer.momentum_buffer.conv1.bias",
            "optimizer.momentum_buffer.conv2.weight", "optimizer.momentum_buffer.conv2.bias",
        ], content.Tensors.Select(tensor => tensor.Name));
        Assert.Equal(
            new Dictionary<string, string> { ["format"] = "pt", ["optimizer"] = "sgd", ["steps"] = "2" },
            content.Metadata);
        Assert.Equal(
            WeightsHash.Of(pair.Client.Weights()), WeightsHash.Of(ModelState.WeightsOf(pair.Client.Save())));
    }

    private static void Train(SplitPair pair, int from, int to)
    {
        for (var step = from; step < to; step++)
            pair.Train(Batches.Of(step));
    }
}
