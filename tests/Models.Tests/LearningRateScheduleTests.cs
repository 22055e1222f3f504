namespace SplitLearning.Models.Tests;

public sealed class LearningRateScheduleTests
{
    public static TheoryData<LearningRateSchedule> Schedules =>
    [
        new() { Kind = ScheduleKind.Step, StepEpochs = 5, Gamma = 0.3 },
        new() { Kind = ScheduleKind.MultiStep, Milestones = "3,4,9", Gamma = 0.5 },
        new() { Kind = ScheduleKind.Cosine, LeastRate = 0.001 },
    ];

    [Theory]
    [MemberData(nameof(Schedules))]
    public void Rates_OfTwelveEpochs_AreThoseOfPyTorch(LearningRateSchedule schedule)
    {
        var expected = GoldenNetwork.Schedule(schedule.Kind.Word());

        var found = Enumerable.Range(1, 12).Select(epoch => schedule.RateAt(epoch, rate: 0.05, epochs: 12)).ToList();

        Assert.Equal(12, expected.Length);
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, tolerance: 1e-12));
    }

    [Fact]
    public void ConstantRate_IsThatOfThePlan() =>
        Assert.Equal(0.05, new LearningRateSchedule().RateAt(epoch: 1000, rate: 0.05, epochs: 1000));

    [Fact]
    public void Rates_OfThePlan_FollowItsEpochs()
    {
        var plan = Plans.Small() with { Epochs = 2, Schedule = new() { Kind = ScheduleKind.Cosine } };

        Assert.Equal(plan.LearningRate, plan.LearningRateAt(1));
        Assert.Equal(plan.LearningRate / 2, plan.LearningRateAt(2), tolerance: 1e-12);
    }
}
