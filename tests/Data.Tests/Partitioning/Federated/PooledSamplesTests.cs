using System.Runtime.InteropServices;
using SplitLearning.Data.Datasets;
using SplitLearning.Data.Datasets.Synthetic;
using SplitLearning.Data.Partitioning.Federated;

namespace SplitLearning.Data.Tests.Partitioning.Federated;

public sealed class PooledSamplesTests
{
    private readonly IDataset _data = SyntheticHeartbeats.Create(train: 5, test: 3, seed: 1);

    [Fact]
    public void Labels_AreThoseOfTrainingThenOfTesting()
    {
        var pooled = new PooledSamples(_data);

        Assert.Equal(8, pooled.Count);
        Assert.Equal([.. _data.Labels(Phase.Train), .. _data.Labels(Phase.Test)], pooled.Labels);
    }

    [Theory]
    [InlineData(4, 0)]
    [InlineData(7, 5)]
    [InlineData(6, 1, 0, 7, 4, 5)]
    public void Read_OfEitherPhaseOrBoth_IsInTheOrderAsked(params int[] indices)
    {
        var batch = new PooledSamples(_data).Read(indices);

        Assert.Equal([indices.Length, 187], batch.Inputs.Shape);
        Assert.Equal([indices.Length], batch.Labels.Shape);
        var alone = indices.Select(index => index < 5
            ? _data.Read(Phase.Train, [index])
            : _data.Read(Phase.Test, [index - 5])).ToArray();
        Assert.Equal(
            alone.SelectMany(sample => sample.Inputs.Bytes.ToArray()), batch.Inputs.Bytes.ToArray());
        Assert.Equal(
            alone.SelectMany(sample => MemoryMarshal.Cast<byte, long>(sample.Labels.Bytes.Span).ToArray()),
            MemoryMarshal.Cast<byte, long>(batch.Labels.Bytes.Span).ToArray());
    }

    [Theory]
    [InlineData(8)]
    [InlineData(-1)]
    public void Read_IndexOfNoSample_Throws(int index) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PooledSamples(_data).Read([0, index]));
}
