using SplitLearning.Models.Architectures;
using SplitLearning.Models.State;
using SplitLearning.Models.Tests.Training;
using SplitLearning.Models.Training;
using TorchSharp;

namespace SplitLearning.Models.Tests.Layers;

public sealed class SeededInitTests
{
    public static TheoryData<string> Cuts => [.. LeNet.Architecture.Cuts];

    [Theory]
    [MemberData(nameof(Cuts))]
    public void EachSide_InitialisedByItself_HasItsPartOfTheGoldenWeights(string cut)
    {
        using var pair = new SplitPair(Plans.Small(cut));

        Assert.Equal(GoldenRun.Read("formula.json").InitialWeightsSha256, pair.Hash);
    }

    [Fact]
    public void Weights_OfAnotherSeed_Differ()
    {
        using var one = WholeModel.Create(Plans.Small(seed: 1));
        using var other = WholeModel.Create(Plans.Small(seed: 2));

        Assert.NotEqual(WeightsHash.Of(one.Weights()), WeightsHash.Of(other.Weights()));
    }

    [Fact]
    public void Weights_WhateverTorchsOwnGenerator_AreTheSame()
    {
        torch.manual_seed(1);
        using var one = WholeModel.Create(Plans.Small());
        torch.manual_seed(2);
        using var other = WholeModel.Create(Plans.Small());

        Assert.Equal(WeightsHash.Of(one.Weights()), WeightsHash.Of(other.Weights()));
    }

    [Fact]
    public void Weights_FillTheRangeOfPyTorchsDefault()
    {
        using var model = WholeModel.Create(Plans.Small());
        var weights = model.Weights().ToDictionary(tensor => tensor.Name, tensor => Vectors.Of(tensor.Tensor));

        AssertUniform(weights["fc1.weight"], bound: 1 / Math.Sqrt(400));
        AssertUniform(weights["conv2.weight"], bound: 1 / Math.Sqrt(6 * 5 * 5));
    }

    private static void AssertUniform(float[] values, double bound)
    {
        Assert.All(values, value => Assert.InRange(value, -bound, bound));
        Assert.InRange(values.Max(), 0.99 * bound, bound);
        Assert.InRange(values.Min(), -bound, -0.99 * bound);
        Assert.InRange(values.Average(), -0.05 * bound, 0.05 * bound);
    }
}
