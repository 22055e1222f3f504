using System.Text.Json;

namespace SplitLearning.Models.Tests;

public sealed class TrainingPlanTests
{
    private static readonly TrainingPlan Plan = Plans.Small();

    public static TheoryData<TrainingPlan, string> WrongPlans => new()
    {
        {
            Plan with { Workload = "mnsit" },
            "Unknown workload 'mnsit'; valid are: mnist, malaria, oct, ecg, cifar10, mixture"
        },
        {
            Plan with { Cut = "pool3" },
            "LeNet cannot be cut after 'pool3'; valid are: " +
            "conv1, relu1, pool1, conv2, relu2, pool2, flatten, fc1, relu3, fc2, relu4"
        },
        { Plan with { Model = "alexnet" }, "Workload mnist has no network 'alexnet'; valid are: lenet" },
        { Plan with { Optimizer = (OptimizerKind)3 }, "Optimizer is 3; it must be 0 to 2" },
        { Plan with { Schedule = new() { Kind = (ScheduleKind)4 } }, "Schedule.Kind is 4; it must be 0 to 3" },
        { Plan with { Schedule = new() { StepEpochs = 0 } }, "Schedule.StepEpochs is 0; it must be 1 to 1000000" },
        { Plan with { Schedule = new() { Gamma = 1.5 } }, "Schedule.Gamma is 1.5; it must be above 0, at most 1" },
        {
            Plan with { Schedule = new() { Kind = ScheduleKind.Cosine, LeastRate = 0.02 } },
            "Schedule.LeastRate is 0.02; it must be 0 to the learning rate"
        },
        {
            Plan with { Schedule = new() { Kind = ScheduleKind.MultiStep } },
            "Schedule.Milestones is ''; it must be ascending epochs separated by commas, e.g. 100,150"
        },
        {
            Plan with { Schedule = new() { Milestones = "20,10" } },
            "Schedule.Milestones is '20,10'; it must be ascending epochs separated by commas, e.g. 100,150"
        },
        {
            Plan with { WeightsSha256 = "C0FFEE" },
            "WeightsSha256 is 'C0FFEE'; it must be 64 lower-case hex digits, or empty"
        },
        { Plan with { Agents = 0 }, "Agents is 0; it must be 1 to 10000" },
        {
            Plan with { Agents = 2, Partition = new() { Weights = "3:2:1" } },
            "Partition.Weights is '3:2:1'; it must be 2 whole numbers from 1 to 10000 separated by colons, one an "
            + "agent, or empty"
        },
        { Plan with { Partition = new() { Alpha = 0 } }, "Partition.Alpha is 0; it must be 0.0001 to 1000000" },
        { Plan with { Epochs = -1 }, "Epochs is -1; it must be 1 to 1000000" },
        { Plan with { BatchSize = 65_537 }, "BatchSize is 65537; it must be 1 to 65536" },
        { Plan with { LearningRate = 0 }, "LearningRate is 0; it must be above 0, at most 1000" },
        { Plan with { LearningRate = double.NaN }, "LearningRate is NaN; it must be above 0, at most 1000" },
        { Plan with { Momentum = 1 }, "Momentum is 1; it must be 0 to below 1" },
        { Plan with { WeightDecay = -0.5 }, "WeightDecay is -0.5; it must be 0 to 1000" },
        { Plan with { Threads = 0 }, "Threads is 0; it must be 1 to 1024" },
        { Plan with { CheckpointEveryEpochs = 0 }, "CheckpointEveryEpochs is 0; it must be 1 to 1000000" },
    };

    [Fact]
    public void DefaultPlan_IsValid()
    {
        Assert.Empty(Plan.Validate());
        Plan.EnsureValid();
    }

    [Theory]
    [MemberData(nameof(WrongPlans))]
    public void WrongValue_IsNamedWithWhatWouldBeRight(TrainingPlan plan, string problem)
    {
        Assert.Equal([problem], plan.Validate());
        var error = Assert.ThrowsAny<PlanException>(plan.EnsureValid);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SeveralWrongValues_AreAllTold()
    {
        var plan = Plan with { Agents = 0, Epochs = 0 };

        var error = Assert.Throws<PlanException>(plan.EnsureValid);

        Assert.Equal(
            "Plan is not valid: Agents is 0; it must be 1 to 10000; Epochs is 0; it must be 1 to 1000000",
            error.Message);
    }

    [Fact]
    public void Hash_OfEqualPlans_IsEqualAlsoAfterAWayThroughJson()
    {
        var copy = JsonSerializer.Deserialize<TrainingPlan>(JsonSerializer.Serialize(Plan))!;

        Assert.Equal(Plan.Sha256(), copy.Sha256());
        Assert.NotEqual(Plan.Sha256(), (Plan with { Seed = 8 }).Sha256());
        Assert.NotEqual(Plan.Sha256(), (Plan with { Momentum = 0.91 }).Sha256());
        Assert.NotEqual(Plan.Sha256(), (Plan with { Partition = new() { Alpha = 0.6 } }).Sha256());
        Assert.Matches("^[0-9a-f]{64}$", Plan.Sha256());
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    [InlineData(10, true)]
    public void Checkpoint_IsDueAfterEverySoManyEpochs(int epoch, bool due) =>
        Assert.Equal(due, Plan.IsCheckpointDue(epoch));
}
