using SplitLearning.Models.Architectures;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;

namespace SplitLearning.Models.Tests.Training;

/// <summary>What optimizers remember is part of a state.</summary>
public sealed class OptimizerStateTests
{
    [Theory]
    [InlineData(OptimizerKind.Adam, "adam")]
    [InlineData(OptimizerKind.AdamW, "adamw")]
    public void StateOfAdam_Saved_HoldsBothMeansOfEveryParameter(OptimizerKind kind, string word)
    {
        using var model = WholeModel.Create(Mlp.Architecture, PlanOf(kind));
        Train(model, steps: 3);

        var content = SafeTensors.Read(model.Save());

        string[] parameters = ["fc1.weight", "fc1.bias", "fc2.weight", "fc2.bias", "fc3.weight", "fc3.bias",
            "fc4.weight", "fc4.bias"];
        Assert.Equal(
            [
                .. parameters, .. parameters.Select(name => $"optimizer.exp_avg.{name}"),
                .. parameters.Select(name => $"optimizer.exp_avg_sq.{name}"),
            ],
            content.Tensors.Select(tensor => tensor.Name));
        Assert.Equal(word, content.Metadata["optimizer"]);
        Assert.Equal("3", content.Metadata["steps"]);
    }

    [Theory]
    [InlineData(OptimizerKind.Sgd)]
    [InlineData(OptimizerKind.Adam)]
    [InlineData(OptimizerKind.AdamW)]
    public void State_LoadedIntoAModelOfAnotherPast_GoesOnWithTheSameBits(OptimizerKind kind)
    {
        using var straight = WholeModel.Create(Mlp.Architecture, PlanOf(kind));
        using var other = WholeModel.Create(Mlp.Architecture, PlanOf(kind));
        Train(straight, steps: 3);
        Train(other, steps: 1);

        other.Load(straight.Save());
        Train(straight, steps: 2);
        Train(other, steps: 2);

        Assert.Equal(straight.Save(), other.Save());
    }

    [Fact]
    public void FreshStateOfAdam_LoadedIntoAUsedModel_TakesItBackToTheStart()
    {
        using var fresh = WholeModel.Create(Mlp.Architecture, PlanOf(OptimizerKind.Adam));
        using var used = WholeModel.Create(Mlp.Architecture, PlanOf(OptimizerKind.Adam));
        Train(used, steps: 2);

        used.Load(fresh.Save());
        Train(fresh, steps: 1);
        Train(used, steps: 1);

        Assert.Equal(fresh.Save(), used.Save());
    }

    [Fact]
    public void State_OfAnotherOptimizer_IsRefusedNamingBoth()
    {
        using var adam = WholeModel.Create(Mlp.Architecture, PlanOf(OptimizerKind.Adam));
        using var sgd = WholeModel.Create(Mlp.Architecture, PlanOf(OptimizerKind.Sgd));

        var error = Assert.Throws<StateException>(() => sgd.Load(adam.Save()));

        Assert.Equal("State is of the optimizer 'adam'; this run's is 'sgd'", error.Message);
    }

    [Theory]
    [InlineData(OptimizerKind.Sgd)]
    [InlineData(OptimizerKind.Adam)]
    public void Snapshot_HasTheSizeThatTheSummaryTells(OptimizerKind kind)
    {
        var network = MobileNetV2.Architecture;
        var plan = PlanOf(kind) with { Cut = "features.1" };
        using var pair = new SplitPair(plan, network);
        pair.Train(FormulaTensors.Batch([2, 3, 32, 32], 10, step: 0));

        var told = Models.Layers.ModelSummary.Of(network)
            .SnapshotBytes(network.ClientLayers("features.1"), kind, plan.Momentum);

        Assert.Equal(pair.Client.Save().Length, told);
    }

    [Fact]
    public void Epoch_Begun_ChangesTheStepSize()
    {
        var plan = PlanOf(OptimizerKind.Sgd) with
        {
            Epochs = 2,
            Schedule = new() { Kind = ScheduleKind.Step, StepEpochs = 1, Gamma = 0.5 },
        };
        using var scheduled = WholeModel.Create(Mlp.Architecture, plan);
        using var halved = WholeModel.Create(
            Mlp.Architecture, plan with { LearningRate = plan.LearningRate / 2, Schedule = new() });

        scheduled.BeginEpoch(2);
        Train(scheduled, steps: 2);
        Train(halved, steps: 2);

        Assert.Equal(WeightsHash.Of(halved.Weights()), WeightsHash.Of(scheduled.Weights()));
    }

    private static TrainingPlan PlanOf(OptimizerKind kind) =>
        Plans.Small() with { Optimizer = kind, LearningRate = 0.01, WeightDecay = 0.01 };

    private static void Train(WholeModel model, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            var (inputs, labels) = FormulaTensors.Batch([4, 187], 5, step);
            model.Train(inputs, labels);
        }
    }
}
