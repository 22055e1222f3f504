using SplitLearning.Data.Datasets;

namespace SplitLearning.Models.Tests.Training;

public sealed class ServerModelTests : IDisposable
{
    private readonly SplitPair _pair = new(Plans.Small());
    private readonly SampleBatch _batch = Batches.Of(0);

    public void Dispose() => _pair.Dispose();

    [Fact]
    public void Train_GivesGradientOfTheSmashedDataAndScore()
    {
        var smashed = _pair.Client.Forward(_batch.Inputs);

        var answer = _pair.Server.Train(smashed, _batch.Labels);

        Assert.Equal(smashed.Shape, answer.CutGradient.Shape);
        Assert.Equal(smashed.Bytes.Length, answer.CutGradient.Bytes.Length);
        Assert.Equal(16, answer.Score.Count);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], answer.Score.Actual.Distinct().Order());
        Assert.InRange(answer.Score.MeanLoss, 2, 3); // ln 10 = 2.3 before anything is learned
    }

    [Fact]
    public void Weights_AfterTrain_ChangeOnlyWithStep()
    {
        var before = _pair.Server.Save();

        _pair.Server.Train(_pair.Client.Forward(_batch.Inputs), _batch.Labels);
        var answered = _pair.Server.Save();
        _pair.Server.Step();

        Assert.Equal(before, answered);
        Assert.NotEqual(before, _pair.Server.Save());
    }

    [Fact]
    public void Train_BeforeTheLastStep_Throws()
    {
        var smashed = _pair.Client.Forward(_batch.Inputs);
        _pair.Server.Train(smashed, _batch.Labels);

        Assert.Throws<InvalidOperationException>(() => _pair.Server.Train(smashed, _batch.Labels));
    }

    [Fact]
    public void Step_WithoutTrain_Throws() =>
        Assert.Throws<InvalidOperationException>(_pair.Server.Step);

    [Fact]
    public void Score_ChangesNothing()
    {
        var before = _pair.Server.Save();

        _pair.Score(_batch);

        Assert.Equal(before, _pair.Server.Save());
        Assert.Throws<InvalidOperationException>(_pair.Server.Step);
    }

    [Fact]
    public void CutGradient_IsTheSlopeOfTheLoss()
    {
        var smashed = _pair.Client.Evaluate(_batch.Inputs);
        var gradient = Vectors.Of(_pair.Server.Train(smashed, _batch.Labels).CutGradient);
        var length = Math.Sqrt(gradient.Sum(value => (double)value * value));

        // Along the gradient itself the loss must rise by its length.
        const double step = 0.05;
        var above = LossAt(+step / length);
        var below = LossAt(-step / length);

        Assert.Equal(length, (above - below) / (2 * step), tolerance: 0.01 * length);

        double LossAt(double factor) => _pair.Server
            .Score(Vectors.Moved(smashed, gradient, (float)factor), _batch.Labels).MeanLoss;
    }
}
