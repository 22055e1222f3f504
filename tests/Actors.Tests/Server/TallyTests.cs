using SplitLearning.Actors.Server;
using SplitLearning.Models.Training;

namespace SplitLearning.Actors.Tests.Server;

public sealed class TallyTests
{
    [Fact]
    public void Loss_NothingAdded_IsZero()
    {
        var tally = new Tally(classes: 3);

        Assert.Equal((0.0, 0, 0), (tally.Loss, tally.Correct, tally.Total));
    }

    [Fact]
    public void Add_BatchesOfDifferentSize_WeighsTheLossBySamples()
    {
        var tally = new Tally(classes: 3);

        tally.Add(new BatchScore(MeanLoss: 1.0, Predicted: [0, 1, 2], Actual: [0, 1, 1]));
        tally.Add(new BatchScore(MeanLoss: 5.0, Predicted: [2], Actual: [0]));

        Assert.Equal(2.0, tally.Loss, precision: 12);
        Assert.Equal((2, 4), (tally.Correct, tally.Total));
    }

    [Fact]
    public void Add_Batch_CountsActualByPredicted()
    {
        var tally = new Tally(classes: 3);

        tally.Add(new BatchScore(MeanLoss: 1.0, Predicted: [0, 2, 2], Actual: [0, 1, 1]));

        Assert.Equal(new[,] { { 1, 0, 0 }, { 0, 0, 2 }, { 0, 0, 0 } }, tally.Confusion.Counts);
    }
}
