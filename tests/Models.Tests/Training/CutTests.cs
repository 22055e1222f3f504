using SplitLearning.Data.Datasets;
using SplitLearning.Models.Architectures;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;

namespace SplitLearning.Models.Tests.Training;

/// <summary>The heart of the determinism contract: the cut makes no difference, to the last bit.</summary>
public sealed class CutTests
{
    private const int Steps = 8;

    public static TheoryData<string> Cuts => [.. LeNet.Architecture.Cuts];

    [Theory]
    [MemberData(nameof(Cuts))]
    public void CutModel_TrainedLikeTheWhole_HasTheSameBits(string cut)
    {
        using var whole = WholeModel.Create(Plans.Small());
        using var split = new SplitPair(Plans.Small(cut));

        for (var step = 0; step < Steps; step++)
        {
            var batch = Batches.Of(step);
            var expected = whole.Train(batch.Inputs, batch.Labels);
            var found = split.Train(batch);
            Assert.Equal(expected.MeanLoss, found.MeanLoss);
            Assert.Equal(expected.Predicted, found.Predicted);
        }

        Assert.Equal(WeightsHash.Of(whole.Weights()), split.Hash);
    }

    [Theory]
    [MemberData(nameof(Cuts))]
    public void CutModel_TestedLikeTheWhole_ScoresTheSame(string cut)
    {
        using var whole = WholeModel.Create(Plans.Small());
        using var split = new SplitPair(Plans.Small(cut));
        SampleBatch batch = Batches.Of(0);

        var expected = whole.Score(batch.Inputs, batch.Labels);
        var found = split.Score(batch);

        Assert.Equal(expected.MeanLoss, found.MeanLoss);
        Assert.Equal(expected.Predicted, found.Predicted);
        Assert.Equal(expected.Actual, found.Actual);
    }

    [Fact]
    public void Training_ChangesEveryWeight()
    {
        using var whole = WholeModel.Create(Plans.Small());
        var before = whole.Weights();
        var batch = Batches.Of(0);

        whole.Train(batch.Inputs, batch.Labels);

        Assert.All(whole.Weights().Zip(before), pair =>
            Assert.False(pair.First.Tensor.Bytes.Span.SequenceEqual(pair.Second.Tensor.Bytes.Span), pair.First.Name));
    }
}
