using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;

namespace SplitLearning.Models.Tests;

public sealed class PlanHistoryTests
{
    private static readonly TrainingPlan First = Plans.Small() with { Epochs = 10 };
    private static readonly TrainingPlan Second = First with { LearningRate = 0.001, Epochs = 20 };
    private static readonly TrainingPlan Third = Second with { Agents = 3 };

    [Fact]
    public void PlanNeverChanged_HoldsEverywhere()
    {
        var history = PlanHistory.Of(First);

        Assert.Equal(First, history.At(CheckpointPlace.AfterEpoch(7)));
        Assert.Empty(history.Changes);
    }

    [Fact]
    public void GoneOnWithTheSamePlan_NothingIsChanged() =>
        Assert.Empty(PlanHistory.Of(First).GoOnFrom(CheckpointPlace.AfterEpoch(5), First with { }).Changes);

    [Fact]
    public void ChangedPlan_HoldsBehindThePlaceGoneOnFrom()
    {
        var history = PlanHistory.Of(First).GoOnFrom(CheckpointPlace.AfterEpoch(5), Second);

        Assert.Equal(First, history.At(CheckpointPlace.AfterEpoch(5)));
        Assert.Equal(Second, history.At(new CheckpointPlace(5, 1)));
        Assert.Equal(
            [new PlanChanged(5, "epochs", 10, 20), new(5, "learning-rate", First.LearningRate, 0.001)],
            history.Changes);
    }

    [Fact]
    public void Checkpoint_OfTheFormerPlanBehindItsChange_IsNotOfTheCourse()
    {
        var history = PlanHistory.Of(First).GoOnFrom(CheckpointPlace.AfterEpoch(5), Second);

        Assert.True(history.Covers(Of(First, epochs: 4)));
        Assert.True(history.Covers(Of(First, epochs: 5)));
        Assert.False(history.Covers(Of(First, epochs: 6)));
        Assert.True(history.Covers(Of(Second, epochs: 6)));
        Assert.False(history.Covers(Of(Second, epochs: 5)));
        Assert.False(history.Covers(Of(First with { Seed = 8 }, epochs: 4)));
    }

    [Fact]
    public void GoneBackBehindAChange_TheChangeHoldsFromThere()
    {
        var history = PlanHistory.Of(First)
            .GoOnFrom(CheckpointPlace.AfterEpoch(5), Second)
            .GoOnFrom(CheckpointPlace.AfterEpoch(3), Second);

        Assert.Equal(Second, history.At(CheckpointPlace.AfterEpoch(4)));
        Assert.Equal([3, 3], history.Changes.Select(change => change.Epoch));
    }

    [Fact]
    public void ChangedTwice_EachPlanHoldsInItsTime()
    {
        var history = PlanHistory.Of(First)
            .GoOnFrom(CheckpointPlace.AfterEpoch(5), Second)
            .GoOnFrom(CheckpointPlace.AfterEpoch(8), Third);

        Assert.Equal(First, history.At(CheckpointPlace.AfterEpoch(5)));
        Assert.Equal(Second, history.At(CheckpointPlace.AfterEpoch(8)));
        Assert.Equal(Third, history.At(CheckpointPlace.AfterEpoch(9)));
        Assert.Equal(["epochs", "learning-rate", "agents"], history.Changes.Select(change => change.Setting));
    }

    [Fact]
    public void Checkpoint_FromBeforePlansHadAPartition_IsOfTheCourse()
    {
        // What that version hashed: the same JSON without the field.
        var fields = JsonSerializer.SerializeToNode(First)!.AsObject();
        Assert.True(fields.Remove("Partition"));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(fields.ToJsonString())));
        var old = Of(First, epochs: 4) with { PlanSha256 = hash };

        Assert.True(PlanHistory.Of(First).Covers(old));
        Assert.False(PlanHistory.Of(First with { Partition = new() { Alpha = 2 } }).Covers(old));
    }

    private static Checkpoint Of(TrainingPlan plan, int epochs) =>
        new(CheckpointPlace.AfterEpoch(epochs), "folder", plan.Sha256(), []);
}
