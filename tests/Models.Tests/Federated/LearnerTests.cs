using SplitLearning.Data.Partitioning.Federated;
using SplitLearning.Models.Federated;

namespace SplitLearning.Models.Tests.Federated;

/// <summary>A linear model whose numbers can be worked by hand: with weights 0 every probability is a half.</summary>
public sealed class LearnerTests
{
    private static readonly FederationPlan Plan = Federation.Plan(FederatedMethodKind.FedAvg) with
    {
        LearningRate = 1,
        Momentum = 0,
        WeightDecay = 0,
    };

    private static readonly PooledSamples Samples = new(new PlainData([Row(2), Row(4), Row(8)], [1, 0, 1]));

    [Fact]
    public void FitBatch_WithWeights_DividesByTheBatchAndNotByTheWeights()
    {
        using var learner = Zero();

        var loss = learner.FitBatch(Batch(), [0.5f, 0.25f, 0]);

        // Gradient of a sample: (1/2 - label) times its features, times its weight; a third of the sum.
        Assert.Equal((0.5 + 0.25) * Math.Log(2) / 3, loss, tolerance: 1e-6);
        var parameters = learner.Parameters();
        Assert.Equal((0.5f * 0.5f * 2 - 0.25f * 0.5f * 4) / 3, parameters[0], tolerance: 1e-6f);
        Assert.Equal((0.5f * 0.5f - 0.25f * 0.5f) / 3, parameters[20], tolerance: 1e-6f);
    }

    [Fact]
    public void FitBatch_WithoutWeights_IsTheMean()
    {
        using var learner = Zero();

        var loss = learner.FitBatch(Batch());

        Assert.Equal(Math.Log(2), loss, tolerance: 1e-6);
        Assert.Equal((0.5f * 2 - 0.5f * 4 + 0.5f * 8) / 3, learner.Parameters()[0], tolerance: 1e-6f);
    }

    [Fact]
    public void Proximal_PullsToTheAnchor()
    {
        using var learner = Zero();
        var anchor = new float[21];
        anchor[3] = 6;
        learner.Proximal = new ProximalTerm(anchor, Strength: 0.5f);

        learner.FitBatch(Batch());

        Assert.Equal(3, learner.Parameters()[3], tolerance: 1e-6f);
    }

    [Fact]
    public void GatherLosses_ChangesNothingAndKeepsTheOrder()
    {
        using var learner = Zero();
        learner.FitBatch(Batch());
        var before = learner.State();

        var losses = learner.GatherLosses(new ClientData(Samples, [0, 1, 2], batchSize: 2).InOrder(), count: 3);

        var weight = learner.Parameters();
        float[] logits = [.. ((float[])[2, 4, 8]).Select(x => weight[0] * x + weight[20])];
        Assert.Equal(Math.Log(1 + Math.Exp(-logits[0])), losses[0], tolerance: 1e-5);
        Assert.Equal(Math.Log(1 + Math.Exp(logits[1])), losses[1], tolerance: 1e-5);
        Assert.Equal(Math.Log(1 + Math.Exp(-logits[2])), losses[2], tolerance: 1e-5);
        Assert.Equal(before.Floats, learner.State().Floats);
        Assert.All(learner.Gradients(), gradient => Assert.Equal(0, gradient));
    }

    [Fact]
    public void Scheduler_StepsAfterEachEpoch()
    {
        var schedule = new LearningRateSchedule { Kind = ScheduleKind.Step, StepEpochs = 1, Gamma = 0.5 };
        using var scheduled = Zero(schedule);
        using var byHand = Zero();

        scheduled.FitEpochs(_ => [Batch()], epochs: 2);
        byHand.FitBatch(Batch());
        byHand.SetLearningRate(0.5);
        byHand.FitBatch(Batch());

        Assert.Equal(byHand.Parameters(), scheduled.Parameters());
    }

    [Fact]
    public void Learners_OfAPlan_BeginWithOtherWeights()
    {
        using var first = new Learner(Plan, 0);
        using var second = new Learner(Plan, 1);
        using var ofNextSeed = new Learner(Plan with { Seed = Plan.Seed + 1 }, 0);

        Assert.NotEqual(first.Parameters(), second.Parameters());
        Assert.Equal(ofNextSeed.Parameters(), second.Parameters());
    }

    [Fact]
    public void Ensemble_FitBatch_ReturnsEachLearnersUpdate()
    {
        using var ensemble = LearnersEnsemble.Create(Plan, 2);
        var before = ensemble.Select(learner => learner.Parameters()).ToArray();

        var updates = ensemble.FitBatch(Batch(), [[1, 1, 1], [0, 0, 0]]);

        Assert.NotEqual(before[0], ensemble[0].Parameters());
        Assert.Equal(before[0][0] + updates[0][0], ensemble[0].Parameters()[0], tolerance: 1e-6f);
        Assert.All(updates[1], update => Assert.Equal(0, update));
    }

    [Fact]
    public void Ensemble_Evaluate_MixesProbabilitiesByPi()
    {
        using var ensemble = new LearnersEnsemble([Zero(), Zero()]);
        var sure = new float[21];
        sure[20] = 1000; // whatever it sees: the second class
        ensemble[1].SetParameters(sure);
        ensemble.Weights = [0.5, 0.5];

        var score = ensemble.Evaluate([Batch()]);

        // The second class has 1/2 * 1/2 + 1/2 * 1.
        Assert.Equal(-(2 * Math.Log(0.75) + Math.Log(0.25)) / 3, score.Loss, tolerance: 1e-7);
        Assert.Equal((2, 3), (score.Correct, score.Count));
    }

    [Fact]
    public void Momentum_WithoutMemory_BeginsAnew()
    {
        using var learner = new Learner(Plan with { Momentum = 0.9 }, 0);
        using var other = new Learner(Plan with { Momentum = 0.9 }, 0);
        var start = learner.State();
        learner.FitBatch(Batch());

        learner.FreeMemory();
        learner.Load(start);
        learner.FitBatch(Batch());
        other.FitBatch(Batch());

        Assert.Equal(other.Parameters(), learner.Parameters());
    }

    private static Learner Zero(LearningRateSchedule? schedule = null)
    {
        var learner = new Learner(Plan, 0, schedule);
        learner.SetParameters(new float[21]);
        return learner;
    }

    private static ClientBatch Batch() => new ClientData(Samples, [0, 1, 2], batchSize: 8).InOrder().Single();

    // All but the first number are 0.
    private static float[] Row(float first) => [first, .. new float[19]];
}
