using FsCheck;
using FsCheck.Fluent;
using SplitLearning.Data.Tests;
using SplitLearning.Models.Federated;

namespace SplitLearning.Models.Tests.Federated;

public sealed class ExactSumTests
{
    [Fact]
    public void Terms_InAnyOrderAndGrouping_HaveOneSum() => Prop.ForAll(
        Gen.Zip(Gen.Choose(1, 1_000_000), Gen.Choose(-1_000_000, 1_000_000)).ListOf(12).ToArbitrary(), terms =>
        {
            (double Weight, ModelVector Vector)[] all =
                [.. terms.Select(term => (1.0 / term.Item1, new ModelVector([term.Item2 / 777f], [term.Item2])))];
            var (ascending, descending) = (Empty(), Empty());
            foreach (var (weight, vector) in all)
                ascending.Add(weight, vector, client: 0, learner: 0);
            foreach (var group in all.Reverse().Chunk(5))
            {
                var ofGroup = Empty();
                foreach (var (weight, vector) in group)
                    ofGroup.Add(weight, vector, client: 0, learner: 0);
                descending.Add(ofGroup);
            }

            return ascending.Floats.Span.SequenceEqual(descending.Floats.Span)
                && ascending.Integers.Span.SequenceEqual(descending.Integers.Span);
        }).Check(Properties.Seeded);

    [Fact]
    public void Mean_OfValues_IsRoundedOnce()
    {
        var sum = Empty();

        sum.Add(0.25, new ModelVector([1.5f], [3]), 0, 0);
        sum.Add(0.75, new ModelVector([-2.5f], [4]), 1, 0);

        Assert.Equal([-1.5f], sum.ToVector().Floats);
        Assert.Equal([7L], sum.ToVector().Integers);
    }

    [Fact]
    public void Sum_SentAsNumbers_IsTheSame()
    {
        var sum = Empty();
        sum.Add(1.0 / 3, new ModelVector([0.1f], [1]), 0, 0);

        var received = ExactSum.Of(sum.Floats.Span, sum.Integers.Span);

        Assert.Equal(sum.ToVector().Floats, received.ToVector().Floats);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(600_000f)]
    public void Term_TooLargeOrNoNumber_NamesClientAndLearner(float value)
    {
        var error = Assert.Throws<DivergedException>(
            () => Empty().Add(0.5, new ModelVector([value], [0]), client: 4, learner: 1));

        Assert.StartsWith("Client 4, learner 2 diverged: a weight is ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Vector_OfAnotherLength_IsRefused() => Assert.Throws<ArgumentException>(
        () => Empty().Add(1, new ModelVector([1, 2], [0]), 0, 0));

    private static ExactSum Empty() => new(floats: 1, integers: 1);
}
