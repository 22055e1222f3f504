using SplitLearning.Models.State;
using SplitLearning.Models.Training;

namespace SplitLearning.Models.Tests.Training;

public sealed class ScoreTests
{
    private static readonly BatchScore Full = new(0.5, Predicted: [0, 1, 1, 2], Actual: [0, 1, 2, 2]);
    private static readonly BatchScore Short = new(2.0, Predicted: [0], Actual: [1]);

    [Fact]
    public void BatchScore_CountsSamplesAndRightOnes()
    {
        Assert.Equal(4, Full.Count);
        Assert.Equal(3, Full.Correct);
    }

    [Fact]
    public void Tally_OfBatchesOfDifferentSize_WeighsTheLossBySamples()
    {
        var tally = new ScoreTally(classes: 3);

        tally.Add(Full);
        tally.Add(Short);

        Assert.Equal((4 * 0.5 + 1 * 2.0) / 5, tally.MeanLoss);
        Assert.Equal((3, 5), (tally.Correct, tally.Total));
    }

    [Fact]
    public void Tally_OfNothing_IsZero()
    {
        var tally = new ScoreTally(classes: 3);

        Assert.Equal((0.0, 0, 0), (tally.MeanLoss, tally.Correct, tally.Total));
        Assert.Equal(0, tally.Confusion.Accuracy);
    }

    [Fact]
    public void Confusion_CountsActualByPredicted()
    {
        var confusion = new ConfusionMatrix(classes: 3);

        confusion.Add(Full);
        confusion.Add(Short);

        Assert.Equal(new[,] { { 1, 0, 0 }, { 1, 1, 0 }, { 0, 1, 1 } }, confusion.Counts);
        Assert.Equal(0.6, confusion.Accuracy);
    }

    [Fact]
    public void Tally_SavedAndRestored_GoesOnWithTheSameBits()
    {
        var straight = new ScoreTally(classes: 3);
        var before = new ScoreTally(classes: 3);
        straight.Add(Full with { MeanLoss = 0.1 });
        before.Add(Full with { MeanLoss = 0.1 });

        var after = ScoreTally.Restore(before.Save(), classes: 3);
        straight.Add(Short with { MeanLoss = 0.7 });
        after.Add(Short with { MeanLoss = 0.7 });

        Assert.Equal(straight.MeanLoss, after.MeanLoss);
        Assert.Equal((straight.Correct, straight.Total), (after.Correct, after.Total));
        Assert.Equal(straight.Confusion.Counts, after.Confusion.Counts);
    }

    [Fact]
    public void Tally_OfAnotherNumberOfClasses_IsRefused()
    {
        var saved = new ScoreTally(classes: 3).Save();

        var error = Assert.Throws<StateException>(() => ScoreTally.Restore(saved, classes: 2));

        Assert.Equal("scores are of 3 classes; this network has 2", error.Message);
    }
}
