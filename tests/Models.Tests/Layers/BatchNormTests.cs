using SplitLearning.Models.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace SplitLearning.Models.Tests.Layers;

public sealed class BatchNormTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Batch_InTraining_DoesWhatTorchsOwnLayerDoes()
    {
        using var ours = new BatchNorm(3);
        using var torchs = nn.BatchNorm2d(3);
        var input = rand([4, 3, 5, 5]);

        Assert.True(torchs.call(input).Equals(ours.call(input)));
        Assert.Equal(
            torchs.state_dict().Select(entry => (entry.Key, Values(entry.Value))),
            ours.state_dict().Select(entry => (entry.Key, Values(entry.Value))));
    }

    [Fact]
    public void SingleValueAChannel_InTraining_IsNormalisedByTheRunningStatisticsAndLeavesThemAlone()
    {
        using var norm = new BatchNorm(3);
        norm.call(rand([4, 3, 5, 5]));
        var before = norm.state_dict().Select(entry => (entry.Key, Values(entry.Value))).ToList();
        var single = rand([1, 3, 1, 1]);

        var found = norm.call(single);

        Assert.Equal(before, norm.state_dict().Select(entry => (entry.Key, Values(entry.Value))));
        norm.eval();
        Assert.True(norm.call(single).Equals(found));
        Assert.True(found.isfinite().to(int64).sum().item<long>() == 3);
    }

    private static string Values(Tensor tensor) => string.Join(' ', tensor.to(float64).data<double>());
}
