using SplitLearning.Models.State;
using SplitLearning.Models.Tests.Training;

namespace SplitLearning.Models.Tests.State;

public sealed class StateCutTests
{
    [Theory]
    [InlineData("pool2", "conv1", OptimizerKind.Sgd)]
    [InlineData("conv1", "fc1", OptimizerKind.Sgd)]
    [InlineData("fc1", "pool2", OptimizerKind.Adam)]
    public void TrainedStates_CutAnew_AreThoseOfAPairThatHadTheCutFromTheStart(
        string former, string next, OptimizerKind optimizer)
    {
        var plan = Plans.Small(cut: former) with { Optimizer = optimizer };
        using var before = Trained(plan);
        using var after = Trained(plan with { Cut = next });

        var (client, server) = StateCut.Move(before.Client.Save(), before.Server.Save(), plan with { Cut = next });

        Assert.Equal(after.Client.Save(), client);
        Assert.Equal(after.Server.Save(), server);
    }

    [Fact]
    public void UntrainedStates_CutAnew_AreThoseOfTheNewCut()
    {
        using var before = new SplitPair(Plans.Small(cut: "pool2"));
        using var after = new SplitPair(Plans.Small(cut: "conv1"));

        var (client, server) = StateCut.Move(
            before.Client.Save(), before.Server.Save(), Plans.Small(cut: "conv1"));

        Assert.Equal(after.Client.Save(), client);
        Assert.Equal(after.Server.Save(), server);
    }

    [Fact]
    public void StatesOfTwoPlaces_AreRefused()
    {
        using var trained = Trained(Plans.Small());
        using var fresh = new SplitPair(Plans.Small());

        var thrown = Assert.Throws<StateException>(
            () => StateCut.Move(trained.Client.Save(), fresh.Server.Save(), Plans.Small(cut: "conv1")));

        Assert.Equal("The client's state has the steps '2', the server's '0'; only states of one place of a run can "
            + "be joined", thrown.Message);
    }

    private static SplitPair Trained(TrainingPlan plan)
    {
        var pair = new SplitPair(plan);
        for (var step = 0; step < 2; step++)
            pair.Train(Batches.Of(step));
        return pair;
    }
}
