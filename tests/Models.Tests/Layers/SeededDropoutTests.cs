using SplitLearning.Models.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace SplitLearning.Models.Tests.Layers;

public sealed class SeededDropoutTests : IDisposable
{
    private const int Elements = 100_001;

    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData(0.5, 2f)]
    [InlineData(0.25, 1 / 0.75f)]
    [InlineData(0.2, 1.25f)]
    public void Elements_InTraining_AreZeroedWithTheProbabilityAndScaledElse(double probability, float scale)
    {
        var found = Masked(new SeededDropout(probability), seed: 7, "classifier.2", step: 0);

        Assert.All(found, value => Assert.True(value == 0 || value == scale));
        // Five standard deviations of a share of 100,001 draws.
        Assert.InRange(found.Count(value => value == 0) / (double)Elements, probability - 0.008, probability + 0.008);
    }

    [Fact]
    public void Mask_OfTheSamePlace_IsTheSame() => Assert.Equal(
        Masked(new SeededDropout(0.5), 7, "classifier.2", step: 3),
        Masked(new SeededDropout(0.5), 7, "classifier.2", step: 3));

    [Theory]
    [InlineData(8, "classifier.2", 3)]
    [InlineData(7, "classifier.5", 3)]
    [InlineData(7, "classifier.2", 4)]
    public void Mask_OfAnotherSeedLayerOrStep_Differs(long seed, string layer, long step)
    {
        var one = Masked(new SeededDropout(0.5), 7, "classifier.2", step: 3);
        var other = Masked(new SeededDropout(0.5), seed, layer, step);

        // Independent masks agree in half of the places.
        Assert.InRange(one.Zip(other).Count(pair => pair.First == pair.Second), 0.49 * Elements, 0.51 * Elements);
    }

    [Fact]
    public void Elements_InEvaluation_StayAsTheyAre()
    {
        var dropout = new SeededDropout(0.5);
        dropout.eval();

        Assert.All(Masked(dropout, 7, "classifier.2", step: 0), value => Assert.Equal(1, value));
    }

    [Fact]
    public void Gradient_PassesWhereTheElementDid()
    {
        var dropout = new SeededDropout(0.5);
        dropout.Place(7, "classifier.2");
        var input = ones([64]).requires_grad_();

        var output = dropout.call(input);
        output.sum().backward();

        Assert.Equal(output.data<float>().ToArray(), input.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Stack_OfTheSameSeed_DrawsAnotherMaskAtEachStep()
    {
        using var stack = new LayerStack([new("drop", () => new SeededDropout(0.5))], seed: 7);
        var input = ones([64]);

        var first = stack.Forward(input, training: true, step: 0).data<float>().ToArray();
        var second = stack.Forward(input, training: true, step: 1).data<float>().ToArray();

        Assert.NotEqual(first, second);
        Assert.Equal(first, stack.Forward(input, training: true, step: 0).data<float>().ToArray());
        Assert.Equal(input.data<float>().ToArray(), stack.Forward(input, false, step: 0).data<float>().ToArray());
    }

    private static float[] Masked(SeededDropout dropout, long seed, string layer, long step)
    {
        dropout.Place(seed, layer);
        dropout.Step = step;
        return dropout.call(ones([Elements])).data<float>().ToArray();
    }
}
