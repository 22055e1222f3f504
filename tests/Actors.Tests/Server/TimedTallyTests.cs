using SplitLearning.Actors.Server;
using SplitLearning.Models.Training;

namespace SplitLearning.Actors.Tests.Server;

public sealed class TimedTallyTests
{
    [Fact]
    public void Scores_BatchesOfDifferentSize_WeighTheLossBySamples()
    {
        var tally = new TimedTally(classes: 3);

        tally.Scores.Add(new BatchScore(MeanLoss: 1.0, Predicted: [0, 1, 2], Actual: [0, 1, 1]));
        tally.Scores.Add(new BatchScore(MeanLoss: 5.0, Predicted: [2], Actual: [0]));

        Assert.Equal((2.0, 2, 4), (tally.Scores.MeanLoss, tally.Scores.Correct, tally.Scores.Total));
    }

    [Fact]
    public void Seconds_FromTheStart_NeverGoBack()
    {
        var tally = new TimedTally(classes: 3);

        var first = tally.Seconds;

        Assert.InRange(first, 0, tally.Seconds);
    }
}
