using System.Runtime.InteropServices;
using SplitLearning.Data;
using SplitLearning.Data.Datasets;
using SplitLearning.Models.Training;

namespace SplitLearning.Models.Tests.Training;

public sealed class ServerModelTests : IDisposable
{
    private static readonly TensorData Labels = Longs(16, value: 3);

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

    [Theory]
    [MemberData(nameof(Misfits))]
    public void Batch_ThatDoesNotFit_IsRefusedAndChangesNothing(TensorData smashed, TensorData labels, string says)
    {
        var before = _pair.Server.Save();

        var error = Assert.Throws<BatchException>(() => _pair.Server.Train(smashed, labels));
        Assert.Throws<BatchException>(() => _pair.Server.Score(smashed, labels));

        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Equal(before, _pair.Server.Save());
        _pair.Server.Train(_pair.Client.Forward(_batch.Inputs), _batch.Labels);
    }

    public static TheoryData<TensorData, TensorData, string> Misfits { get; } = new()
    {
        { Floats(16, 16, 5, 4), Labels, "[16, 16, 5, 4]" },
        { Floats(15, 16, 5, 5), Labels, "[15, 16, 5, 5]" },
        { Floats(16, 16, 5, 5), Longs(16, value: 10), "Target 10 is out of bounds" },
        { Floats(16, 16, 5, 5), Longs(16, value: -1), "Target -1 is out of bounds" },
        { Floats(16, 16, 5, 5), Floats(16), "Float32 labels" },
        { new TensorData([16, 16, 5, 5], TensorDtype.Int64, new byte[16 * 16 * 25 * 8]), Labels, "Int64" },
    };

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

    private static TensorData Floats(params long[] shape) =>
        new(shape, TensorDtype.Float32, new byte[4 * shape.Aggregate(1L, (product, size) => product * size)]);

    private static TensorData Longs(int count, long value) => new(
        [count], TensorDtype.Int64,
        MemoryMarshal.AsBytes<long>(Enumerable.Repeat(value, count).ToArray()).ToArray());
}
