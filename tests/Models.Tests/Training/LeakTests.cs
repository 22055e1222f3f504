using SplitLearning.Models.Training;
using TorchSharp;

namespace SplitLearning.Models.Tests.Training;

public sealed class LeakTests
{
    [Fact]
    public void LiveTensors_AfterManySteps_AreAsMany()
    {
        using var pair = new SplitPair(Plans.Small());
        using var whole = WholeModel.Create(Plans.Small());
        Step(0);
        var before = torch.Tensor.TotalCount;

        for (var step = 0; step < 50; step++)
            Step(step);

        Assert.Equal(before, torch.Tensor.TotalCount);

        void Step(int step)
        {
            var batch = Batches.Of(step);
            pair.Train(batch);
            pair.Score(batch);
            pair.Client.Load(pair.Client.Save());
            pair.Server.Load(pair.Server.Save());
            whole.Train(batch.Inputs, batch.Labels);
            whole.Score(batch.Inputs, batch.Labels);
            whole.Predict(batch.Inputs);
        }
    }

    [Fact]
    public void LiveTensors_AfterDispose_AreAsBefore()
    {
        var before = torch.Tensor.TotalCount;

        using (var pair = new SplitPair(Plans.Small()))
        {
            pair.Train(Batches.Of(0));
            pair.Client.Forward(Batches.Of(1).Inputs);
        }

        Assert.Equal(before, torch.Tensor.TotalCount);
    }

    [Fact]
    public void LiveTensors_AfterFailures_AreAsBefore()
    {
        using var pair = new SplitPair(Plans.Small());
        var batch = Batches.Of(0);
        var before = torch.Tensor.TotalCount;

        Assert.ThrowsAny<Exception>(() => pair.Client.Forward(batch.Labels));
        Assert.ThrowsAny<Exception>(() => pair.Server.Train(batch.Inputs, batch.Labels));
        Assert.ThrowsAny<Exception>(() => pair.Client.Load(new byte[100]));

        Assert.Equal(before, torch.Tensor.TotalCount);
    }
}
