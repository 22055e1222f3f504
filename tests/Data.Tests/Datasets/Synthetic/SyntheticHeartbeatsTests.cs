using System.Runtime.InteropServices;
using SplitLearning.Data.Datasets;
using SplitLearning.Data.Datasets.Synthetic;

namespace SplitLearning.Data.Tests.Datasets.Synthetic;

public sealed class SyntheticHeartbeatsTests
{
    private const int Count = 4000;

    private static readonly SampleBatch All = SyntheticHeartbeats.Create(Count, test: 0)
        .Read(Phase.Train, [.. Enumerable.Range(0, Count)]);

    [Fact]
    public void Beats_DrawnTwice_AreTheSame() => Assert.Equal(
        SyntheticHeartbeats.Create(20, 10).Fingerprint, SyntheticHeartbeats.Create(20, 10).Fingerprint);

    [Fact]
    public void Beats_OfAnotherSeed_AreOthers() => Assert.NotEqual(
        SyntheticHeartbeats.Create(20, 10).Fingerprint, SyntheticHeartbeats.Create(20, 10, seed: 1).Fingerprint);

    [Fact]
    public void Classes_Drawn_AreAsRareAsTheRealOnes()
    {
        double[] real = [0.8277, 0.0254, 0.0661, 0.0073, 0.0735];
        var labels = MemoryMarshal.Cast<byte, long>(All.Labels.Bytes.Span).ToArray();

        for (var kind = 0; kind < real.Length; kind++)
            Assert.InRange(labels.Count(label => label == kind) / (double)Count, real[kind] * 0.6, real[kind] * 1.4);
    }

    [Fact]
    public void Values_Drawn_SpanZeroToOneAndEndInZeros()
    {
        for (var beat = 0; beat < Count; beat++)
        {
            var values = MemoryMarshal.Cast<byte, float>(All.Inputs.Bytes.Span).Slice(beat * 187, 187).ToArray();
            Assert.Equal((0f, 1f), (values.Min(), values.Max()));
        }

        var last = MemoryMarshal.Cast<byte, float>(All.Inputs.Bytes.Span).ToArray().Where((_, i) => i % 187 == 186);
        Assert.InRange(last.Count(value => value == 0), Count / 2, Count - 1);
    }
}
