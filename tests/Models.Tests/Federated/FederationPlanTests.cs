using System.Text.Json;
using SplitLearning.Models.Federated;

namespace SplitLearning.Models.Tests.Federated;

public sealed class FederationPlanTests
{
    private static readonly FederationPlan Plan = Federation.Plan(FederatedMethodKind.FedEm);

    public static TheoryData<FederationPlan, string> WrongPlans => new()
    {
        { Plan with { Model = "cnn" }, "Workload mixture has no network 'cnn'; valid are: linear, linear-N" },
        { Plan with { Method = (FederatedMethodKind)12 }, "Method is 12; it must be 0 to 11" },
        { Plan with { Learners = 0 }, "Learners is 0; it must be 1 to 64" },
        {
            Plan with { Method = FederatedMethodKind.FedProx },
            "Learners is 3; it must be 1, as fedprox has no mixture of learners"
        },
        { Plan with { Rounds = 0 }, "Rounds is 0; it must be 1 to 1000000" },
        { Plan with { LocalEpochs = 0 }, "LocalEpochs is 0; it must be 1 to 10000" },
        { Plan with { BatchSize = 0 }, "BatchSize is 0; it must be 1 to 65536" },
        { Plan with { LearningRate = double.NaN }, "LearningRate is NaN; it must be above 0, at most 1000" },
        { Plan with { Schedule = new() { Gamma = 0 } }, "Schedule.Gamma is 0; it must be above 0, at most 1" },
        { Plan with { Momentum = 1 }, "Momentum is 1; it must be 0 to below 1" },
        { Plan with { WeightDecay = -1 }, "WeightDecay is -1; it must be 0 to 1000" },
        { Plan with { Participation = 0 }, "Participation is 0; it must be above 0, at most 1" },
        {
            Plan with { WeightsSha256 = "0f" },
            "WeightsSha256 is '0f'; it must be 64 lower-case hex digits, or empty"
        },
        { Plan with { Threads = 0 }, "Threads is 0; it must be 1 to 1024" },
        { Plan with { CheckpointEveryRounds = 0 }, "CheckpointEveryRounds is 0; it must be 1 to 1000000" },
        { Plan with { EvaluateEveryRounds = 0 }, "EvaluateEveryRounds is 0; it must be 1 to 1000000" },
        {
            Plan with { Partition = new() { TestShare = 1 } },
            "FederatedPartition.TestShare is 1; it must be above 0 and below 1"
        },
        {
            Plan with { Partition = new() { ValidationShare = 1 } },
            "FederatedPartition.ValidationShare is 1; it must be from 0 to below 1"
        },
        { Plan.With(p => p with { Mu = -1 }), "Parameters.Mu is -1; it must be 0 to 1000" },
        { Plan.With(p => p with { Alpha = 2 }), "Parameters.Alpha is 2; it must be 0 to 1" },
        { Plan.With(p => p with { P = 1 }), "Parameters.P is 1; it must be above 0 and below 1" },
        { Plan.With(p => p with { InnerSteps = 0 }), "Parameters.InnerSteps is 0; it must be 1 to 1000" },
    };

    [Theory]
    [MemberData(nameof(WrongPlans))]
    public void WrongValue_IsNamedWithWhatWouldBeRight(FederationPlan plan, string problem)
    {
        Assert.Equal([problem], plan.Validate());
        Assert.Contains(problem, Assert.ThrowsAny<PlanException>(plan.EnsureValid).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryMethod_HasAValidPlanAndTheWordOfItsFile() => Assert.All(
        Enum.GetValues<FederatedMethodKind>(), method =>
        {
            Assert.Empty(Federation.Plan(method).Validate());
            Assert.Equal($"\"{method.Word()}\"", JsonSerializer.Serialize(method, InWords));
        });

    // Runs from before there were these go on.
    [Fact]
    public void ValidationShareAndWeights_WhereThereAreNone_AreNotPartOfTheHash()
    {
        var validated = Plan with { Partition = Plan.Partition with { ValidationShare = 0.1 } };
        var started = Plan with { WeightsSha256 = new string('0', 64) };

        Assert.DoesNotContain("ValidationShare", JsonSerializer.Serialize(Plan), StringComparison.Ordinal);
        Assert.DoesNotContain("WeightsSha256", JsonSerializer.Serialize(Plan), StringComparison.Ordinal);
        Assert.NotEqual(Plan.Sha256(), validated.Sha256());
        Assert.NotEqual(Plan.Sha256(), started.Sha256());
    }

    [Fact]
    public void Hash_OfEqualPlans_IsEqualAlsoAfterAWayThroughJson()
    {
        var copy = JsonSerializer.Deserialize<FederationPlan>(JsonSerializer.Serialize(Plan))!;

        Assert.Equal(Plan.Sha256(), copy.Sha256());
        Assert.NotEqual(Plan.Sha256(), (Plan with { Rounds = 9 }).Sha256());
        Assert.NotEqual(Plan.Sha256(), Plan.With(p => p with { Tol1 = 9 }).Sha256());
    }

    [Theory]
    [InlineData(100, 0.03)]
    [InlineData(101, 0.003)]
    [InlineData(151, 0.0003)]
    public void LearningRate_OfARound_FallsBehindTheMilestones(int round, double rate)
    {
        var plan = Plan with
        {
            LearningRate = 0.03,
            Rounds = 200,
            Schedule = new() { Kind = ScheduleKind.MultiStep, Milestones = "100,150" },
        };

        Assert.Equal(rate, plan.LearningRateAt(round), tolerance: 1e-12);
    }

    [Fact]
    public void Evaluation_IsDueEverySoOftenAndAfterTheLastRound()
    {
        var plan = Plan with { Rounds = 7, EvaluateEveryRounds = 3 };

        Assert.Equal([3, 6, 7], Enumerable.Range(1, 7).Where(plan.IsEvaluationDue));
    }

    private static readonly JsonSerializerOptions InWords = new()
    {
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };
}
